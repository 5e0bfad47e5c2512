import 'server-only';
import { enterByIdentity, identityOfferLifeMs } from '@/server/domains/auth/commands/identity-sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import { cookieName, cookieOf, cookieOptions } from '@/server/domains/auth/cookies';
import { authErrors } from '@/server/domains/auth/errors';
import { answering } from '@/server/domains/auth/providers/answering';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { provenBy } from '@/server/domains/auth/providers/identity';
import { callerAddress } from '@/server/platform/caller-address';
import { env } from '@/server/platform/env';
import { AppError } from '@/server/platform/errors';
import { countAddress } from '@/server/platform/ratelimit';

/** What next-auth does not tell about the browser that comes back from a provider. */
export type ReturningBrowser = {
  /** The headers of its request, cookies included. */
  readonly headers: () => Promise<Headers>;
  /** Keeps a sign-in that opens no account yet, in this browser and in no address. */
  readonly keepOffer: (cookie: SetCookie) => Promise<void>;
};

/** A cookie to set; its life is in seconds. */
type SetCookie = ReturnType<typeof cookieOptions> & {
  readonly name: string;
  readonly value: string;
  readonly maxAge: number;
};

/** The path of an address of ours, and nothing of any other. */
function pathOf(address: string): string {
  const base = env().APP_URL;
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  return url !== null && url.origin === new URL(base).origin ? url.pathname + url.search : '/';
}

/**
 * Decides where somebody goes who comes back from a provider: true lets them in, a path leads to what is missing.
 *
 * @throws Error whose message is the code of what kept them out; next-auth leads back to sign-in with it.
 */
export async function returnFrom(
  ctx: AuthContext,
  browser: ReturningBrowser,
  findCaller: FindCaller,
  said: { readonly provider: string; readonly profile: unknown },
): Promise<true | string> {
  const headers = await browser.headers();
  const returnTo = pathOf(decodeURIComponent(cookieOf(headers, cookieName('return')) ?? '/'));
  const locale = /^\/[a-z]{2}(?=\/|$)/.exec(returnTo)?.[0] ?? '';
  return await answering(async () => {
    await countAddress(ctx.redis, 'signIn', callerAddress(headers));
    const { actor } = await findCaller(ctx, headers);
    const proven = provenBy(said.provider, said.profile);
    try {
      const entry = await enterByIdentity(ctx, proven, actor?.userId ?? null);
      if ('entered' in entry) return true as const;
      const maxAge = identityOfferLifeMs / 1_000;
      await browser.keepOffer({ name: cookieName('offer'), value: entry.offer, ...cookieOptions(), maxAge });
      return `${locale}/sign-in/connect?${new URLSearchParams({ returnTo })}`;
    } catch (error) {
      const challenge = challengeOf(error);
      if (challenge === null) throw error;
      return `${locale}/sign-in/code?${new URLSearchParams({ challenge, returnTo })}`;
    }
  });
}

function challengeOf(error: unknown): string | null {
  const isDue = error instanceof AppError && error.code === authErrors.second_factor_required.code;
  return isDue ? String(error.details['challenge']) : null;
}
