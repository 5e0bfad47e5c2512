import type { z } from 'zod';
import type { listPeopleInput, PeoplePage } from '@/server/domains/people/contract';
import { stateOf } from '@/server/domains/people/rules/account-state';
import { type Account, searchPeople } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { decodeCursor, pageOf } from '@/server/platform/cursor';

/** Returns a page of people, newest first. */
export async function listPeople(
  ctx: UserContext,
  { cursor, limit, ...filter }: z.output<typeof listPeopleInput>,
): Promise<PeoplePage> {
  const rows = await searchPeople(ctx.db, filter, decodeCursor(cursor), limit + 1);
  const page = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  return { items: page.items.map(toPerson), nextCursor: page.nextCursor };
}

/** Returns what a list says of an account. */
export function toPerson(account: Account) {
  const { id, name, email, handle, picture, role, createdAt } = account;
  return { id, name, email, handle, picture, role, createdAt, state: stateOf(account) };
}
