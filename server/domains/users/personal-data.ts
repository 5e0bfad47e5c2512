import { userEvents } from '@/server/domains/users/events';
import type { Conn, Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';
import { onePage, type PersonalArea } from '@/server/platform/personal-data';

/** More handles than anybody can hold at a time. */
const maxHandles = 100;

/** A person's account and profile, for the copy of their data. */
export const userAreas: readonly PersonalArea[] = [
  {
    name: 'account',
    tables: ['users'],
    pages: (conn, id) =>
      onePage(
        conn.user.findUnique({
          where: { id },
          select: {
            id: true,
            email: true,
            emailVerifiedAt: true,
            name: true,
            role: true,
            suspendedAt: true,
            suspendedReason: true,
            onboardedAt: true,
            createdAt: true,
            updatedAt: true,
          },
        }),
      ),
  },
  {
    name: 'profile',
    tables: ['profiles'],
    pages: (conn, userId) => onePage(conn.profile.findUnique({ where: { userId }, omit: { userId: true } })),
  },
  {
    name: 'former-handles',
    tables: ['held_handles'],
    pages: (conn, userId) =>
      onePage(
        conn.heldHandle.findMany({
          where: { userId },
          omit: { userId: true },
          orderBy: { handle: 'asc' },
          take: maxHandles,
        }),
      ),
  },
];

/** Returns the object store key of a person's picture, or null. */
export async function findAvatarKey(conn: Conn, userId: string): Promise<string | null> {
  const profile = await conn.profile.findUnique({ where: { userId }, select: { avatarKey: true } });
  return profile?.avatarKey ?? null;
}

/** Shuts an account for ever: from the commit on nobody comes in as this person. */
export async function closeAccount(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, erasedAt: null }, data: { erasedAt: at } });
}

/** What stands in place of an address; the domain is reserved, so that no mail can ever reach it (RFC 2606). */
const tombstone = (userId: string) => `${userId}@erased.invalid`;

/**
 * Empties the row of a closed account, which stays for records that name its id, and says so with the courses whose
 * public pages named the person.
 */
export async function eraseUser(tx: Tx, userId: string, courseIds: readonly string[]): Promise<void> {
  await tx.profile.deleteMany({ where: { userId } });
  await tx.heldHandle.deleteMany({ where: { userId } });
  await tx.user.update({
    where: { id: userId },
    data: {
      email: tombstone(userId),
      emailVerifiedAt: null,
      name: '',
      role: 'learner',
      suspendedAt: null,
      suspendedReason: null,
      onboardedAt: null,
    },
    select: { id: true },
  });
  await emit(tx, userEvents.erased, { userId, courseIds: [...courseIds] });
}
