import { peopleErrors } from '@/server/domains/people/errors';
import { type Account, findAccount } from '@/server/domains/users';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/**
 * Returns the account of a person who can still be looked after.
 *
 * @throws AppError `people/not_found`, also for who was erased.
 */
export async function requirePerson(conn: Conn, userId: string): Promise<Account> {
  const account = await findAccount(conn, userId);
  if (account === null || account.erasedAt !== null) throw new AppError(peopleErrors.not_found);
  return account;
}
