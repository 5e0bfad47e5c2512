import type { PictureView, PublicPerson } from '@/server/domains/users/contract';
import { userEvents } from '@/server/domains/users/events';
import {
  insertAccount,
  lockAdmins,
  markEmailVerified,
  markRestored,
  markSuspended,
  type PeopleFilter,
  replaceEmail,
  selectAccount,
  selectAccountByEmail,
  selectPeople,
  selectPublicPeople,
  updateRole,
} from '@/server/domains/users/repo';
import { givenHandle } from '@/server/domains/users/rules/handle';
import { pictureView } from '@/server/domains/users/rules/picture';
import type { Role } from '@/server/platform/actor';
import type { Conn, Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

export { userEvents };

/** What the platform itself knows of a person; never sent to other people. */
export type Account = {
  readonly id: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly name: string;
  readonly role: Role;
  readonly locale: string;
  readonly timeZone: string;
  /** Since then this person may not come in. */
  readonly suspendedAt: Date | null;
  /** Why, in words they may read. */
  readonly suspendedReason: string | null;
  /** Since then nothing is known of them. */
  readonly erasedAt: Date | null;
  readonly createdAt: Date;
  readonly handle: string | null;
  readonly picture: PictureView | null;
};

type AccountRow = NonNullable<Awaited<ReturnType<typeof selectAccount>>>;

function toAccount({ profile, ...row }: AccountRow): Account {
  const { locale = 'en', timeZone = 'UTC', handle = null, avatarKey = null } = profile ?? {};
  return { ...row, locale, timeZone, handle, picture: pictureView(avatarKey) };
}

/** Returns an account, or null when there is none. */
export async function findAccount(conn: Conn, id: string): Promise<Account | null> {
  const row = await selectAccount(conn, id);
  return row === null ? null : toAccount(row);
}

/** Returns the account of a normalised address, or null when there is none. */
export async function findAccountByEmail(conn: Conn, email: string): Promise<Account | null> {
  const row = await selectAccountByEmail(conn, email);
  return row === null ? null : toAccount(row);
}

/** Returns what the public may know of these people, by id. */
export async function findPeople(
  conn: Conn,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PublicPerson>> {
  const rows = await selectPublicPeople(conn, [...new Set(ids)]);
  return new Map(
    rows.map(({ id, name, profile }) => [
      id,
      {
        id,
        name,
        handle: profile?.handle ?? null,
        headline: profile?.headline ?? '',
        bio: profile?.bio ?? '',
        picture: pictureView(profile?.avatarKey ?? null),
      },
    ]),
  );
}

/** Registers a person and says so to the rest; returns null when the address is taken. */
export async function registerUser(
  tx: Tx,
  person: { email: string; name: string; locale: string; role: Role },
): Promise<string | null> {
  const id = newId();
  // The handle only has to be free and stable; people choose a better one in their settings.
  const isNew = await insertAccount(tx, { id, handle: givenHandle(id), ...person });
  if (!isNew) return null;
  await emit(tx, userEvents.registered, { userId: id });
  return id;
}

/**
 * Marks the address of a person as proven; returns false when it was already.
 *
 * @param proof.name what the one who proved it calls themselves; null keeps the name there is.
 */
export async function verifyEmail(
  tx: Tx,
  userId: string,
  proof: { at: Date; name: string | null },
): Promise<boolean> {
  return await markEmailVerified(tx, userId, proof);
}

/**
 * Reaches a person at another address, which they have proven to be theirs. Fails, and the transaction with it, when the
 * address has an account; see `isTaken`.
 */
export async function changeEmail(tx: Tx, userId: string, proof: { email: string; at: Date }): Promise<void> {
  await replaceEmail(tx, userId, proof);
}

export {
  closeAccount,
  eraseUser,
  findAvatarKey,
  userAreas,
} from '@/server/domains/users/personal-data';

export {
  changeProfile,
  claimHandle,
  findByHandle,
  findProfile,
  findPublicProfile,
  type HandleRefusal,
  noteInterests,
  replacePicture,
} from '@/server/domains/users/profiles';
export { pictureFiles, pictureKey } from '@/server/domains/users/rules/picture';

/** Returns a page of accounts, newest first, at most `limit`. Only for who may read about people. */
export async function searchPeople(
  conn: Conn,
  filter: PeopleFilter,
  before: { readonly at: Date; readonly id: string } | null,
  limit: number,
): Promise<Account[]> {
  return (await selectPeople(conn, filter, before, limit)).map(toAccount);
}

/** Keeps a person out and tells the rest; returns false when they were out already. */
export async function suspendUser(
  tx: Tx,
  userId: string,
  suspension: { at: Date; reason: string },
): Promise<boolean> {
  if (!(await markSuspended(tx, userId, suspension))) return false;
  await emit(tx, userEvents.suspended, { userId });
  return true;
}

/** Lets a person in again and tells the rest; returns false when they were not kept out. */
export async function restoreUser(tx: Tx, userId: string): Promise<boolean> {
  if (!(await markRestored(tx, userId))) return false;
  await emit(tx, userEvents.restored, { userId });
  return true;
}

/** Tells whether somebody else than this person can act as administrator; holds that true until the transaction ends. */
export async function hasOtherAdmin(tx: Tx, userId: string): Promise<boolean> {
  return (await lockAdmins(tx)).some((id) => id !== userId);
}

/** Changes a role; returns false when the person does not have the role `from` (anymore). */
export async function changeRole(tx: Tx, userId: string, change: { from: Role; to: Role }): Promise<boolean> {
  return await updateRole(tx, userId, change);
}
