import 'server-only';
import type { LoggerInstance, NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { openSession, sessionSeconds } from '@/server/domains/auth/commands/open-session';
import type { AuthContext } from '@/server/domains/auth/context';
import { formProviders } from '@/server/domains/auth/providers/credentials';
import type { FindCaller } from '@/server/domains/auth/providers/find-caller';
import { impersonationProviders } from '@/server/domains/auth/providers/impersonation';
import { passkeyProvider } from '@/server/domains/auth/providers/passkey';
import { proofProvider } from '@/server/domains/auth/providers/proof';
import { findActor } from '@/server/domains/auth/queries/find-actor';
import { endSession } from '@/server/domains/auth/repo/sessions';
import { type Claims, claims } from '@/server/domains/auth/rules/claims';
import { sessionMethods } from '@/server/domains/auth/rules/session-method';
import type { UserActor } from '@/server/platform/actor';
import type { Conn } from '@/server/platform/db';
import { env } from '@/server/platform/env';
import { log } from '@/server/platform/log';

function isSecure(): boolean {
  return env().APP_URL.startsWith('https:');
}

/** Name of the cookie that holds a session. The `__Host-` prefix binds it to this host wherever there is TLS (RFC 6265bis §4.1.3.2). */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-lyceum.session' : 'lyceum.session';
}

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
  const claimed = await claimsOf(cookieOf(headers, sessionCookieName()));
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

/** Returns one cookie of a request. */
function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

const authLog: Partial<LoggerInstance> = {
  error: (code, metadata) => log().error({ err: metadata, code }, 'next-auth'),
  warn: (code) => log().warn({ code }, 'next-auth'),
};

/** Says how next-auth works here: our ways in, sessions as encrypted tokens that name a generation we can end. */
export function authOptions(context: () => AuthContext): NextAuthOptions {
  const secure = isSecure();
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  const prefix = secure ? '__Host-' : '';
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    useSecureCookies: secure,
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: { name: sessionCookieName(), options },
      csrfToken: { name: `${prefix}lyceum.csrf`, options },
      callbackUrl: { name: `${prefix}lyceum.return`, options },
    },
    providers: [
      ...formProviders(context, findCaller),
      passkeyProvider(context, findCaller),
      proofProvider(context, findCaller),
      ...impersonationProviders(context, findCaller),
    ],
    logger: authLog,
    events: {
      // The cookie is gone from this browser; its copies end here.
      async signOut({ token }) {
        const known = claims.safeParse(token);
        if (!known.success) return;
        const { db, clock } = context();
        const { sub, sid, back } = known.data;
        await endSession(db, { id: sid, userId: sub }, clock.now());
        // Who acts as another person and signs out leaves altogether.
        if (back !== undefined) await endSession(db, { id: back.sid, userId: back.sub }, clock.now());
      },
    },
    callbacks: {
      // Only a sign-in brings a user; every other call is about a session that has begun.
      async jwt({ token, user }) {
        const proven = provenUser.safeParse(user);
        if (!proven.success) return token;
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

function sameSite(url: string, baseUrl: string): string {
  return URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl;
}
