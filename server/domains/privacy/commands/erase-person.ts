import { eraseAttempts } from '@/server/domains/assessments';
import { eraseAddressElsewhere, eraseSignIn } from '@/server/domains/auth';
import { eraseCertificates, listCertificateFiles } from '@/server/domains/certificates';
import { eraseStaff } from '@/server/domains/courses';
import { eraseLearning } from '@/server/domains/enrollments';
import { eraseAchievements } from '@/server/domains/gamification';
import { eraseOwnership } from '@/server/domains/media';
import { eraseMessages } from '@/server/domains/notifications';
import { endAllConsents } from '@/server/domains/privacy/repo/consents';
import { completeErasure, type ErasureRow, selectErasure } from '@/server/domains/privacy/repo/erasures';
import { deleteExports, selectExportKeys } from '@/server/domains/privacy/repo/exports';
import { eraseWords, listReviewedCourses } from '@/server/domains/reviews';
import { closeAccount, eraseUser, findAccount, findAvatarKey, pictureFiles } from '@/server/domains/users';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import { recordAudit } from '@/server/platform/audit/record';
import type { UseCaseContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { eraseTraces } from '@/server/platform/traces';

/** What erasing works with. */
export type ErasureContext = Pick<UseCaseContext, 'db' | 'clock'> & { readonly objectStore: ObjectStore };

type Wish = Pick<ErasureRow, 'userId' | 'keepCertificates' | 'keepReviews'>;

/** Reads the wish of a person when its time has come and it is not fulfilled; null otherwise. */
async function findDue(ctx: ErasureContext, userId: string): Promise<Wish | null> {
  const wish = await selectErasure(ctx.db, userId);
  return wish === null || wish.completedAt !== null || wish.dueAt > ctx.clock.now() ? null : wish;
}

/**
 * Shuts the account and removes everything of the person except the row that stands for them. Every part is a
 * transaction of its own that changes nothing when it is done again, so that it can break off anywhere and begin anew.
 *
 * @returns false when the wish is not due, was withdrawn or is fulfilled.
 */
export async function clearPerson(ctx: ErasureContext, userId: string): Promise<boolean> {
  const wish = await findDue(ctx, userId);
  if (wish === null) return false;
  await transact(ctx.db, async (tx) => {
    await closeAccount(tx, userId, ctx.clock.now());
    await eraseSignIn(tx, userId);
  });
  await removeFiles(ctx, wish);
  for (const part of partsOf(wish, ctx.clock.now())) {
    await transact(ctx.db, async (tx) => await part(tx, userId));
  }
  return true;
}

/** Files go before the rows that know where they are. */
async function removeFiles({ db, objectStore }: ErasureContext, wish: Wish): Promise<void> {
  const { userId, keepCertificates } = wish;
  const certificates = keepCertificates ? [] : await listCertificateFiles(db, userId);
  const avatarKey = await findAvatarKey(db, userId);
  const keys = [
    ...(await selectExportKeys(db, userId)),
    ...certificates.map(({ key }) => key),
    ...(avatarKey === null ? [] : Object.values(pictureFiles(avatarKey))),
  ];
  for (const key of keys) await objectStore.delete(key);
}

function partsOf(wish: Wish, now: Date): readonly ((tx: Tx, userId: string) => Promise<void>)[] {
  return [
    deleteExports,
    // Attempts before the enrolments they belong to; a completed course without its certificate would get a new one.
    eraseAttempts,
    eraseLearning,
    ...(wish.keepCertificates ? [] : [eraseCertificates]),
    ...(wish.keepReviews ? [] : [eraseWords]),
    eraseAchievements,
    eraseMessages,
    eraseOwnership,
    async (tx, userId) => await endAllConsents(tx, userId, now),
    eraseTraces,
  ];
}

/**
 * Clears once more what was under way the first time, empties the row that stands for the person, and puts on record
 * that it is done.
 *
 * @returns false as {@link clearPerson}.
 */
export async function finishErasure(ctx: ErasureContext, userId: string): Promise<boolean> {
  if (!(await clearPerson(ctx, userId))) return false;
  const at = ctx.clock.now();
  return await transact(ctx.db, async (tx) => {
    if (!(await completeErasure(tx, userId, at))) return false;
    const account = await findAccount(tx, userId);
    if (account !== null) await eraseAddressElsewhere(tx, account.email, at);
    const courseIds = [...(await eraseStaff(tx, userId)), ...(await listReviewedCourses(tx, userId))];
    await eraseUser(tx, userId, courseIds);
    const actor = { kind: 'system', name: 'erasure' } as const;
    const subject = { type: 'user', id: userId } as const;
    await recordAudit(tx, { actor, clock: ctx.clock }, { action: 'erasure.completed', subject });
    return true;
  });
}
