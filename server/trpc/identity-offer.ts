import 'server-only';
import { cookies } from 'next/headers';
import type { IdentityOffer } from '@/server/domains/auth/contract/identities';
import { cookieName } from '@/server/domains/auth/cookies';
import { toAppError } from '@/server/trpc/errors';
import { api } from '@/server/trpc/request';

/**
 * Returns the sign-in elsewhere that this browser has brought back and that opens no account yet; null when there is
 * none, or it took too long. It comes from a cookie and from no address, so that nobody can hand theirs to somebody else.
 */
export async function keptOffer(): Promise<{ readonly token: string; readonly offer: IdentityOffer } | null> {
  const token = (await cookies()).get(cookieName('offer'))?.value;
  if (token === undefined) return null;
  try {
    return { token, offer: await api.auth.identityOffer({ token }) };
  } catch (error) {
    const { kind } = toAppError(error);
    if (kind === 'invalid_state' || kind === 'invalid_input') return null;
    throw error;
  }
}
