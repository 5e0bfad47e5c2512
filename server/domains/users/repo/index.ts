import type { Role } from '@/server/platform/actor';
import type { Conn, Tx } from '@/server/platform/db';

/** Reads what the public may know of these people. */
export async function selectPublicPeople(conn: Conn, ids: readonly string[]) {
  return await conn.user.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      name: true,
      profile: { select: { handle: true, headline: true, bio: true, avatarKey: true } },
    },
    take: ids.length,
  });
}

const accountFields = {
  id: true,
  email: true,
  emailVerifiedAt: true,
  name: true,
  role: true,
  suspendedAt: true,
  suspendedReason: true,
  erasedAt: true,
  createdAt: true,
  profile: { select: { locale: true, timeZone: true, handle: true, avatarKey: true } },
} as const;

/** Reads one account by id. */
export async function selectAccount(conn: Conn, id: string) {
  return await conn.user.findUnique({ where: { id }, select: accountFields });
}

/** Reads one account by its normalised address. */
export async function selectAccountByEmail(conn: Conn, email: string) {
  return await conn.user.findUnique({ where: { email }, select: accountFields });
}

/** Claims an address for a new account; returns false when somebody has it already. */
export async function insertAccount(
  tx: Tx,
  row: { id: string; email: string; name: string; role: Role; locale: string; handle: string },
): Promise<boolean> {
  const { locale, handle, ...user } = row;
  const { count } = await tx.user.createMany({ data: [user], skipDuplicates: true });
  if (count === 0) return false;
  await tx.profile.create({ data: { userId: row.id, handle, locale }, select: { userId: true } });
  return true;
}

/** Marks an address as proven, and keeps the name when none is given; returns false when it was already. */
export async function markEmailVerified(
  tx: Tx,
  id: string,
  proof: { at: Date; name: string | null },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, emailVerifiedAt: null },
    data: { emailVerifiedAt: proof.at, ...(proof.name === null ? {} : { name: proof.name }) },
  });
  return count === 1;
}

/** Replaces the address of a person, as proven now. Fails when somebody has it; see `isTaken`. */
export async function replaceEmail(tx: Tx, id: string, proof: { email: string; at: Date }): Promise<void> {
  const { email, at } = proof;
  await tx.user.update({ where: { id }, data: { email, emailVerifiedAt: at }, select: { id: true } });
}

/** What narrows a search for people down. */
export type PeopleFilter = {
  /** The beginning of an address or handle, or a part of a name. */
  readonly text?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: 'active' | 'unproven' | 'suspended' | 'erased' | undefined;
};

const states = {
  active: { suspendedAt: null, erasedAt: null, emailVerifiedAt: { not: null } },
  unproven: { emailVerifiedAt: null, erasedAt: null },
  suspended: { suspendedAt: { not: null }, erasedAt: null },
  erased: { erasedAt: { not: null } },
} as const;

/** Reads a page of people, newest first. */
export async function selectPeople(
  conn: Conn,
  filter: PeopleFilter,
  before: { readonly at: Date; readonly id: string } | null,
  limit: number,
) {
  const { text, role, state } = filter;
  const byText = text === undefined ? {} : { OR: textMatches(text) };
  const olderThan =
    before === null
      ? {}
      : { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] };
  return await conn.user.findMany({
    where: {
      AND: [byText, olderThan, state === undefined ? {} : states[state], role === undefined ? {} : { role }],
    },
    select: accountFields,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Prisma hands patterns on to LIKE as they are; what was typed is no pattern. */
function plain(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

function textMatches(typed: string) {
  const text = plain(typed);
  return [
    { email: { startsWith: text.toLowerCase() } },
    { name: { contains: text, mode: 'insensitive' as const } },
    { profile: { handle: { startsWith: text.toLowerCase() } } },
  ];
}

/** Keeps a person out; false when they are out already, or there is nobody. */
export async function markSuspended(
  tx: Tx,
  id: string,
  suspension: { at: Date; reason: string },
): Promise<boolean> {
  const { at, reason } = suspension;
  const { count } = await tx.user.updateMany({
    where: { id, suspendedAt: null, erasedAt: null },
    data: { suspendedAt: at, suspendedReason: reason },
  });
  return count === 1;
}

/** Lets a person in again; false when they were not kept out. */
export async function markRestored(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, suspendedAt: { not: null }, erasedAt: null },
    data: { suspendedAt: null, suspendedReason: null },
  });
  return count === 1;
}

/** Locks every administrator who can act and returns their ids, so that two changes at once cannot leave none. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM users WHERE role = 'admin' AND suspended_at IS NULL AND erased_at IS NULL
    ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Changes the role of a person who has the role `from`; false when they do not have it (anymore). */
export async function updateRole(tx: Tx, id: string, change: { from: Role; to: Role }): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, role: change.from },
    data: { role: change.to },
  });
  return count === 1;
}
