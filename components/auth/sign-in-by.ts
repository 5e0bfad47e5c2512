import { rememberSignedIn } from '@/components/account/session-hint';

type Values = Readonly<Record<string, string>>;

function textAt(answer: unknown, key: string): string {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, key) : undefined;
  return typeof value === 'string' ? value : '';
}

/** The ways in that a form of ours sends. */
export type WayIn =
  | 'password'
  | 'verification'
  | 'magic_link'
  | 'passkey'
  | 'second_factor'
  | 'proof'
  | 'impersonation'
  | 'impersonation_end'
  | 'identity_sign_up';

async function post(path: string, values: Values, target = '/'): Promise<Response> {
  const token: unknown = await (await fetch('/api/auth/csrf')).json();
  // Said each time: next-auth remembers the last one, and its query would be read as part of this answer.
  const protocol = { csrfToken: textAt(token, 'csrfToken'), callbackUrl: target, json: 'true' };
  return await fetch(`/api/auth/${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...values, ...protocol }),
  });
}

/**
 * Signs in and returns null, or the code of what kept us from it. next-auth's own client is not used, because it leaves
 * the page, and what was typed, when the connection is down.
 */
export async function signInBy(provider: WayIn, values: Values): Promise<string | null> {
  let response: Response;
  try {
    response = await post(`callback/${provider}`, values);
  } catch {
    return 'platform/offline';
  }
  const url = textAt(await response.json().catch(() => null), 'url');
  const query = URL.canParse(url) ? new URL(url).searchParams : null;
  const error = query?.get('error') ?? null;
  // A refused token against forged requests is answered as if all were well, with the way back to sign-in.
  if (response.ok && query !== null && error === null && !query.has('csrf')) {
    rememberSignedIn(true);
    return null;
  }
  if (error === 'CredentialsSignin') return 'auth/wrong_credentials';
  return error ?? 'platform/unavailable';
}

const secondFactor = 'auth/second_factor_required.';

/** Returns the page that asks for the code a sign-in still needs, or null when its answer was another one. */
export function codePageOf(answer: string, target: string): string | null {
  if (!answer.startsWith(secondFactor)) return null;
  const query = new URLSearchParams({ challenge: answer.slice(secondFactor.length), returnTo: target });
  return `/sign-in/code?${query}`;
}

/**
 * Signs in and leaves for `target`, by way of the page that asks for a code where the account has a second factor.
 * Returns null when it leaves, or the code of what kept us from it.
 */
export async function enterBy(provider: WayIn, values: Values, target: string): Promise<string | null> {
  const answer = await signInBy(provider, values);
  const next = answer === null ? target : codePageOf(answer, target);
  if (next === null) return answer;
  window.location.assign(next);
  return null;
}

/**
 * Leaves for the sign-in page of another provider, to come back to `target`. Returns null when it leaves, or the code of
 * what kept us from it.
 */
export async function beginAt(providerId: string, target: string): Promise<string | null> {
  let url: string;
  try {
    const response = await post(`signin/${providerId}`, {}, target);
    if (response.status === 429) return 'platform/rate_limited';
    url = textAt(await response.json().catch(() => null), 'url');
  } catch {
    return 'platform/offline';
  }
  // Without a way to the provider the answer leads to pages of ours.
  if (!URL.canParse(url) || new URL(url).origin === window.location.origin) return 'auth/identity_refused';
  // Whether it comes to that, the next page asks the server.
  rememberSignedIn(true);
  window.location.assign(url);
  return null;
}
