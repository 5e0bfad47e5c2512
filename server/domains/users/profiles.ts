import type { PictureView } from '@/server/domains/users/contract';
import { userEvents } from '@/server/domains/users/events';
import {
  holdHandle,
  isHeldForOther,
  lockProfile,
  type ProfileValues,
  selectHolder,
  selectOwner,
  selectProfile,
  updateAvatarKey,
  updateHandle,
  updateInterests,
  updateProfile,
} from '@/server/domains/users/repo/profiles';
import { isReservedHandle } from '@/server/domains/users/rules/handle';
import { pictureView } from '@/server/domains/users/rules/picture';
import { type Conn, isTaken, type Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

/** A person's profile as they have it. */
export type OwnProfile = ProfileValues & {
  readonly handle: string;
  readonly picture: PictureView | null;
  readonly interests: readonly string[];
  readonly onboardedAt: Date | null;
};

/** How long a handle that was given up leads to its old owner and can be taken by nobody else. */
const heldDays = 90;
const dayMs = 86_400_000;

/** Handles somebody can have given up within that time; whoever wants more keeps them from others. */
const mostHeld = 3;

type Row = NonNullable<Awaited<ReturnType<typeof selectProfile>>>;

function toOwn({ user, avatarKey, ...row }: Row): OwnProfile {
  const { name, onboardedAt } = user;
  return { ...row, name, onboardedAt, picture: pictureView(avatarKey) };
}

/** Returns a person's profile as they have it, or null. */
export async function findProfile(conn: Conn, userId: string): Promise<OwnProfile | null> {
  const row = await selectProfile(conn, userId);
  return row === null ? null : toOwn(row);
}

/** Returns the profile of a person who can be here, with the day they came; null for who is kept out or erased. */
export async function findPublicProfile(
  conn: Conn,
  userId: string,
): Promise<(OwnProfile & { readonly joinedAt: Date }) | null> {
  const row = await selectProfile(conn, userId);
  if (row === null || row.user.suspendedAt !== null || row.user.erasedAt !== null) return null;
  return { ...toOwn(row), joinedAt: row.user.createdAt };
}

/** Returns whom a handle leads to, and the handle they have now; null when it leads to nobody. */
export async function findByHandle(
  conn: Conn,
  handle: string,
  now: Date,
): Promise<{ readonly userId: string; readonly handle: string } | null> {
  const owner = await selectOwner(conn, handle);
  if (owner !== null) return { userId: owner, handle };
  const holder = await selectHolder(conn, handle, now);
  return holder === null || holder.handle === null ? null : { userId: holder.userId, handle: holder.handle };
}

/** Writes what a person says of themselves, and returns how it was before; null when they are no more. */
export async function changeProfile(
  tx: Tx,
  userId: string,
  values: ProfileValues,
): Promise<OwnProfile | null> {
  const before = await lockProfile(tx, userId);
  if (before === null || before.user.erasedAt !== null) return null;
  await updateProfile(tx, userId, values);
  return toOwn(before);
}

/** Why a handle cannot be had. */
export type HandleRefusal = 'reserved' | 'taken' | 'changed_often';

/**
 * Gives a person another handle and holds the one they give up. The caller has locked the profile by
 * {@link changeProfile}, and ends the transaction when it is refused.
 *
 * Whoever takes a handle claims it by the unique index first and looks for a holder afterwards: who gives one up holds it in the
 * same transaction, so that the claim waits for that and then sees it.
 */
export async function claimHandle(
  tx: Tx,
  userId: string,
  { former, wanted, now }: { former: string; wanted: string; now: Date },
): Promise<HandleRefusal | null> {
  if (isReservedHandle(wanted)) return 'reserved';
  try {
    await updateHandle(tx, userId, wanted);
  } catch (error) {
    if (isTaken(error)) return 'taken';
    throw error;
  }
  if (await isHeldForOther(tx, userId, wanted, now)) return 'taken';
  const until = new Date(now.getTime() + heldDays * dayMs);
  const held = await holdHandle(tx, userId, { former, present: wanted, until, now });
  return held > mostHeld ? 'changed_often' : null;
}

/** Notes what a person wants to learn, and that they were asked. */
export async function noteInterests(
  tx: Tx,
  userId: string,
  choice: { interests: readonly string[]; at: Date },
): Promise<void> {
  await updateInterests(tx, userId, choice);
}

/**
 * Gives a person another picture or none, and has the files of the one before removed; false when that is the picture they
 * have, or they are no more.
 */
export async function replacePicture(tx: Tx, userId: string, key: string | null): Promise<boolean> {
  const before = await lockProfile(tx, userId);
  if (before === null || before.user.erasedAt !== null || before.avatarKey === key) return false;
  await updateAvatarKey(tx, userId, key);
  if (before.avatarKey !== null) await emit(tx, userEvents.pictureDropped, { userId, key: before.avatarKey });
  return true;
}
