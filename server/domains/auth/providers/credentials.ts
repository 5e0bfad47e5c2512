import 'server-only';
import type { RequestInternal } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { z } from 'zod';
import { signInByMagicLink } from '@/server/domains/auth/commands/magic-link';
import {
  admit,
  type FirstProof,
  signInBySecondFactor,
} from '@/server/domains/auth/commands/second-factor-sign-in';
import { signInByPassword, signInByVerification } from '@/server/domains/auth/commands/sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import {
  magicLinkSignIn,
  passwordSignIn,
  secondFactorSignIn,
  verificationSignIn,
} from '@/server/domains/auth/contract';
import { countWrongPassword, requireUnblocked } from '@/server/domains/auth/limits';
import { refusingAtPace } from '@/server/domains/auth/pace';
import { addressOf, answering, headersOf } from '@/server/domains/auth/providers/answering';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { endSession } from '@/server/domains/auth/repo/sessions';
import type { SessionMethod } from '@/server/domains/auth/rules/session-method';
import { countAddress } from '@/server/platform/ratelimit';

/** Makes the context of one sign-in. */
export type MakeContext = () => AuthContext;

type Caller = { readonly address: string };

/** A way in by what a form of ours sends; what does not fit the schema gets the plain no of a wrong password. */
export function formProvider<Schema extends z.ZodType>(way: {
  readonly id: string;
  readonly schema: Schema;
  readonly context: MakeContext;
  readonly findCaller: FindCaller;
  readonly enter: (ctx: AuthContext, given: z.output<Schema>, caller: Caller) => Promise<FirstProof | null>;
}) {
  return CredentialsProvider({
    id: way.id,
    name: way.id,
    credentials: {},
    authorize: async (credentials: unknown, request: Pick<RequestInternal, 'headers'>) =>
      await answering(async () => {
        const given = way.schema.safeParse(credentials);
        if (!given.success) return null;
        const ctx = way.context();
        const address = addressOf(request.headers);
        await countAddress(ctx.redis, 'signIn', address);
        const entered = await way.enter(ctx, given.data, { address });
        if (entered === null) return null;
        await leaveSession(ctx, way.findCaller, headersOf(request.headers));
        return toUser(entered);
      }),
  });
}

/** Who comes in leaves the session this browser was in before: its cookie is replaced, and copies of it end here. */
export async function leaveSession(
  ctx: AuthContext,
  findCaller: FindCaller,
  headers: Headers,
): Promise<void> {
  const { claims } = await findCaller(ctx, headers);
  if (claims === null) return;
  const at = ctx.clock.now();
  await endSession(ctx.db, { id: claims.sid, userId: claims.sub }, at);
  // Who acted as somebody comes in anew as themselves: the session they would have come back to is over as well.
  if (claims.back !== undefined) {
    await endSession(ctx.db, { id: claims.back.sid, userId: claims.back.sub }, at);
  }
}

/** What next-auth carries from a proof to the session. */
function toUser({ userId, sessionVersion, method }: FirstProof) {
  return { id: userId, sessionVersion, method };
}

/** A first proof, and whatever the account asks for besides. */
async function first(
  ctx: AuthContext,
  method: SessionMethod,
  proven: { userId: string; sessionVersion: number } | null,
): Promise<FirstProof | null> {
  return proven === null ? null : await admit(ctx, { ...proven, method });
}

/** The ways in by what a person knows or was mailed. */
export function formProviders(context: MakeContext, findCaller: FindCaller) {
  return [
    formProvider({
      id: 'password',
      schema: passwordSignIn,
      context,
      findCaller,
      enter: async (ctx, given, { address }) => {
        const attempt = { email: given.email, address };
        await requireUnblocked(ctx.redis, attempt);
        const found = await refusingAtPace(ctx.clock, async () => {
          const proven = await signInByPassword(ctx, given);
          if (proven === null) await countWrongPassword(ctx.redis, attempt);
          return proven;
        });
        return await first(ctx, 'password', found);
      },
    }),
    formProvider({
      id: 'verification',
      schema: verificationSignIn,
      context,
      findCaller,
      enter: async (ctx, given) => await first(ctx, 'verification', await signInByVerification(ctx, given)),
    }),
    formProvider({
      id: 'magic_link',
      schema: magicLinkSignIn,
      context,
      findCaller,
      enter: async (ctx, given) => await first(ctx, 'magic_link', await signInByMagicLink(ctx, given)),
    }),
    formProvider({
      id: 'second_factor',
      schema: secondFactorSignIn,
      context,
      findCaller,
      enter: async (ctx, given) => await signInBySecondFactor(ctx, given),
    }),
  ];
}
