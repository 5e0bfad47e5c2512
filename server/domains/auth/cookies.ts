import 'server-only';
import { env } from '@/server/platform/env';

/** What we keep in a browser to sign people in. */
export type AuthCookie = 'session' | 'csrf' | 'return' | 'state' | 'nonce' | 'pkce' | 'offer';

function isSecure(): boolean {
  return env().APP_URL.startsWith('https:');
}

/** Name of a cookie. The `__Host-` prefix binds it to this host wherever there is TLS (RFC 6265bis §4.1.3.2). */
export function cookieName(cookie: AuthCookie): string {
  return `${isSecure() ? '__Host-' : ''}lyceum.${cookie}`;
}

/** How each of them is set: no script reads it, and no request that another site makes in the background carries it. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() } as const;
}

/** Returns one cookie of a request, as it was sent. */
export function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(/; */).map((pair) => pair.split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
