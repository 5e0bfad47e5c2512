import type { Conn, Tx } from '@/server/platform/db';

const ownFields = {
  handle: true,
  headline: true,
  bio: true,
  links: true,
  timeZone: true,
  locale: true,
  avatarKey: true,
  interests: true,
  isPublic: true,
  isListed: true,
  showCertificates: true,
  showBadges: true,
  user: { select: { name: true, onboardedAt: true, createdAt: true, suspendedAt: true, erasedAt: true } },
} as const;

/** What a person writes of themselves. */
export type ProfileValues = {
  readonly name: string;
  readonly headline: string;
  readonly bio: string;
  readonly links: readonly string[];
  readonly timeZone: string;
  readonly locale: string;
  readonly isPublic: boolean;
  readonly isListed: boolean;
  readonly showCertificates: boolean;
  readonly showBadges: boolean;
};

/** Reads a person's profile as they have it. */
export async function selectProfile(conn: Conn, userId: string) {
  return await conn.profile.findUnique({ where: { userId }, select: ownFields });
}

/** Reads whose handle it is now. */
export async function selectOwner(conn: Conn, handle: string): Promise<string | null> {
  const row = await conn.profile.findUnique({ where: { handle }, select: { userId: true } });
  return row?.userId ?? null;
}

/** Reads for whom a handle is held, and their present one. */
export async function selectHolder(conn: Conn, handle: string, now: Date) {
  const held = await conn.heldHandle.findFirst({
    where: { handle, heldUntil: { gt: now } },
    select: { userId: true, user: { select: { profile: { select: { handle: true } } } } },
  });
  return held === null ? null : { userId: held.userId, handle: held.user.profile?.handle ?? null };
}

/** Locks a person's profile until the transaction ends and returns what others see of it; null when there is none. */
export async function lockProfile(tx: Tx, userId: string) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT user_id AS id FROM profiles WHERE user_id = ${userId}::uuid FOR UPDATE`;
  return rows.length === 0 ? null : await selectProfile(tx, userId);
}

/** Writes what a person says of themselves. */
export async function updateProfile(tx: Tx, userId: string, values: ProfileValues): Promise<void> {
  const { name, links, ...profile } = values;
  await tx.user.update({ where: { id: userId }, data: { name }, select: { id: true } });
  await tx.profile.update({
    where: { userId },
    data: { ...profile, links: [...links] },
    select: { userId: true },
  });
}

/** Gives a person another handle. Fails when somebody has it; see `isTaken`. */
export async function updateHandle(tx: Tx, userId: string, handle: string): Promise<void> {
  await tx.profile.update({ where: { userId }, data: { handle }, select: { userId: true } });
}

/** Tells whether a handle is held for somebody else. */
export async function isHeldForOther(tx: Tx, userId: string, handle: string, now: Date): Promise<boolean> {
  const where = { handle, userId: { not: userId }, heldUntil: { gt: now } };
  return (await tx.heldHandle.count({ where, take: 1 })) > 0;
}

/** Holds a handle for who gave it up, and lets go of those they have again or whose time is over; returns how many are left. */
export async function holdHandle(
  tx: Tx,
  userId: string,
  { former, present, until, now }: { former: string; present: string; until: Date; now: Date },
): Promise<number> {
  await tx.heldHandle.deleteMany({
    where: { OR: [{ handle: present }, { handle: former }, { userId, heldUntil: { lte: now } }] },
  });
  await tx.heldHandle.create({
    data: { handle: former, userId, heldUntil: until },
    select: { handle: true },
  });
  return await tx.heldHandle.count({ where: { userId } });
}

/** Writes what a person wants to learn, and that they were asked. */
export async function updateInterests(
  tx: Tx,
  userId: string,
  { interests, at }: { interests: readonly string[]; at: Date },
): Promise<void> {
  await tx.profile.update({
    where: { userId },
    data: { interests: [...interests] },
    select: { userId: true },
  });
  await tx.user.updateMany({ where: { id: userId, onboardedAt: null }, data: { onboardedAt: at } });
}

/** Writes which picture a person has; null for none. */
export async function updateAvatarKey(tx: Tx, userId: string, avatarKey: string | null): Promise<void> {
  await tx.profile.update({ where: { userId }, data: { avatarKey }, select: { userId: true } });
}
