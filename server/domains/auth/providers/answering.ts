import 'server-only';
import { z } from 'zod';
import { authErrors } from '@/server/domains/auth/errors';
import { callerAddress } from '@/server/platform/caller-address';
import { type AppError, errorKinds } from '@/server/platform/errors';
import { log } from '@/server/platform/log';
import { toAppError } from '@/server/trpc/errors';

/** next-auth hands headers on as a plain object. */
export function headersOf(headers: unknown): Headers {
  return new Headers(z.record(z.string(), z.string()).safeParse(headers).data);
}

/** Where a sign-in comes from. */
export function addressOf(headers: unknown): string {
  return callerAddress(headersOf(headers));
}

/** What the browser is told: a code of ours and, where a second factor is due, the token to go on with. */
function textOf({ code, details }: AppError): string {
  return code === authErrors.second_factor_required.code ? `${code}.${details['challenge']}` : code;
}

/** next-auth puts the message of what is thrown into an address: a code of ours, nothing internal. */
export async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = toAppError(thrown);
    const cause = error.kind === 'internal' || error.kind === 'unavailable' ? { err: error.cause } : {};
    log()[errorKinds[error.kind].level]({ outcome: error.code, ...cause }, 'sign-in');
    throw new Error(textOf(error), { cause: thrown });
  }
}
