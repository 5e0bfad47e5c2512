import { type CourseCopy, copySections, insertCopy, type Pair } from '@/server/domains/courses/repo/copies';
import { claimAddresses } from '@/server/domains/courses/repo/details';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import type { Tx } from '@/server/platform/db';

/**
 * Makes a draft of another course inside the caller's transaction: what it says of itself, and its sections. Nobody but its owner
 * works on it.
 *
 * @returns which section has become which; null when a course has its id, or has or had its address.
 */
export async function copyCourse(tx: Tx, ctx: UserContext, copy: CourseCopy): Promise<Pair[] | null> {
  if (!(await insertCopy(tx, copy))) return null;
  if (!(await claimAddresses(tx, copy.id, [copy.slug]))) return null;
  const after = { from: copy.fromId };
  await recordAudit(tx, ctx, {
    action: 'course.duplicated',
    subject: { type: 'course', id: copy.id },
    after,
  });
  return await copySections(tx, copy.fromId, copy.id);
}
