import 'server-only';
import type { LoggerInstance, NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { enterBySubject } from '@/server/domains/auth/commands/identity-sign-in';
import { endImpersonation } from '@/server/domains/auth/commands/impersonate';
import { openSession, sessionSeconds } from '@/server/domains/auth/commands/open-session';
import type { AuthContext } from '@/server/domains/auth/context';
import { cookieName, cookieOf, cookieOptions } from '@/server/domains/auth/cookies';
import { formProviders, leaveSession } from '@/server/domains/auth/providers/credentials';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { identityWaysIn } from '@/server/domains/auth/providers/identity';
import { identitySignUpProvider } from '@/server/domains/auth/providers/identity-sign-up';
import { impersonationProviders } from '@/server/domains/auth/providers/impersonation';
import { passkeyProvider } from '@/server/domains/auth/providers/passkey';
import { proofProvider } from '@/server/domains/auth/providers/proof';
import { type ReturningBrowser, returnFrom } from '@/server/domains/auth/providers/returning';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import { endSession } from '@/server/domains/auth/repo/sessions';
import { type Claims, claims } from '@/server/domains/auth/rules/claims';
import { sessionMethods } from '@/server/domains/auth/rules/session-method';
import type { UserActor } from '@/server/platform/actor';
import type { Conn } from '@/server/platform/db';
import { env } from '@/server/platform/env';
import { log } from '@/server/platform/log';

/** Returns what a session cookie claims, or null when it is missing, forged or expired. */
async function claimsOf(cookie: string | undefined): Promise<Claims | null> {
  if (cookie === undefined || cookie === '') return null;
  const token = await decode({ token: cookie, secret: env().AUTH_SECRET }).catch(() => null);
  return claims.safeParse(token).data ?? null;
}

async function actorOfClaims(conn: Conn, claimed: Claims | null, now: Date): Promise<UserActor | null> {
  if (claimed === null) return null;
  const { sub: userId, sid: sessionId, sv: sessionVersion } = claimed;
  return await findActor(conn, { userId, sessionId, sessionVersion }, now);
}

/** Returns the person a session cookie stands for, or null when it is missing, forged, expired or ended. */
export async function actorOfSession(
  conn: Conn,
  cookie: string | undefined,
  now: Date,
): Promise<UserActor | null> {
  return await actorOfClaims(conn, await claimsOf(cookie), now);
}

const findCaller: FindCaller = async ({ db, clock }, headers) => {
  const claimed = await claimsOf(cookieOf(headers, cookieName('session')));
  return { claims: claimed, actor: await actorOfClaims(db, claimed, clock.now()) };
};

/** What a way in answers with: a proof, or a session that goes on. */
const provenUser = z.object({
  id: z.string(),
  sessionVersion: z.number().int(),
  method: z.enum(sessionMethods).catch('oauth'),
  sessionId: z.uuid().optional(),
  back: claims.shape.back,
});

const authLog: Partial<LoggerInstance> = {
  error: (code, metadata) => {
    const err: unknown = 'error' in metadata ? metadata.error : metadata;
    // Whoever cancels at a provider has made no mistake, and neither have we.
    const isCancelled = err instanceof Error && err.message.startsWith('access_denied');
    log()[isCancelled ? 'info' : 'error']({ err, code }, 'next-auth');
  },
  warn: (code) => log().warn({ code }, 'next-auth'),
};

/** Says how next-auth works here: our ways in, sessions as encrypted tokens that name a generation we can end. */
export function authOptions(context: () => AuthContext, browser: ReturningBrowser): NextAuthOptions {
  const options = cookieOptions();
  // As long as a person may take at a provider, in seconds.
  const passing = { ...options, maxAge: 15 * 60 };
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: options.secure,
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: { name: cookieName('session'), options },
      csrfToken: { name: cookieName('csrf'), options },
      callbackUrl: { name: cookieName('return'), options },
      state: { name: cookieName('state'), options: passing },
      nonce: { name: cookieName('nonce'), options: passing },
      pkceCodeVerifier: { name: cookieName('pkce'), options: passing },
    },
    providers: [
      ...formProviders(context, findCaller),
      passkeyProvider(context, findCaller),
      proofProvider(context, findCaller),
      ...impersonationProviders(context, findCaller),
      identitySignUpProvider(context, findCaller),
      ...identityWaysIn(),
    ],
    logger: authLog,
    events: {
      // The cookie is gone from this browser; its copies end here.
      async signOut({ token }) {
        const known = claims.safeParse(token);
        if (!known.success) return;
        const ctx = context();
        const { sub, sid, back } = known.data;
        const actor = await actorOfClaims(ctx.db, known.data, ctx.clock.now());
        // Who acts as another person and signs out leaves altogether.
        if (actor !== null) await endImpersonation({ ...ctx, actor });
        await endSession(ctx.db, { id: sid, userId: sub }, ctx.clock.now());
        if (back !== undefined) await endSession(ctx.db, { id: back.sid, userId: back.sub }, ctx.clock.now());
      },
    },
    callbacks: {
      // Our own ways in have decided already; who comes from a provider is known by nothing but the provider's word.
      async signIn({ account, profile }) {
        if (account?.type !== 'oauth') return true;
        return await returnFrom(context(), browser, findCaller, { provider: account.provider, profile });
      },
      // Only a sign-in brings a user; every other call is about a session that has begun.
      async jwt({ token, user, account }) {
        const proven = provenUser.safeParse(
          account?.type === 'oauth' ? await ownerOf(context(), browser, account) : user,
        );
        if (!proven.success) return account?.type === 'oauth' ? {} : token;
        const { id, sessionVersion, method, sessionId, back } = proven.data;
        const { db, clock } = context();
        const sid = sessionId ?? (await openSession(db, { userId: id, method, at: clock.now() }));
        return { sub: id, sv: sessionVersion, sid, ...(back === undefined ? {} : { back }) };
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith('/') && !url.startsWith('//') ? baseUrl + url : sameSite(url, baseUrl),
    },
  };
}

/** Whose account an identity opens; the session this browser was in before ends, as with every other way in. */
async function ownerOf(
  ctx: AuthContext,
  browser: ReturningBrowser,
  account: { provider: string; providerAccountId: string },
) {
  const { provider, providerAccountId: subject } = account;
  const entered = await enterBySubject(ctx, { provider, subject });
  if (entered === null) return null;
  await leaveSession(ctx, findCaller, await browser.headers());
  return { id: entered.userId, ...entered };
}

function sameSite(url: string, baseUrl: string): string {
  return URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl;
}
