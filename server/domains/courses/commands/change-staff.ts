import type { z } from 'zod';
import type {
  addStaffInput,
  changeStaffInput,
  removeStaffInput,
  staffList,
} from '@/server/domains/courses/contract';
import { courseErrors } from '@/server/domains/courses/errors';
import { courseEvents } from '@/server/domains/courses/events';
import { isForAssistants, type StaffPlace } from '@/server/domains/courses/policy';
import { staffOf } from '@/server/domains/courses/queries/list-staff';
import { requireCourse } from '@/server/domains/courses/queries/require-course';
import { deleteStaff, insertStaff, lockStaff, updateStaff } from '@/server/domains/courses/repo/staff';
import { findAccountByEmail } from '@/server/domains/users';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { type Tx, transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

type Staff = z.infer<typeof staffList>;

/** Only an assistant's permissions are chosen; the other places have theirs by themselves. */
function placeOf({ role, permissions }: Pick<z.output<typeof changeStaffInput>, 'role' | 'permissions'>) {
  const chosen = role === 'assistant' ? permissions.filter(isForAssistants) : [];
  return { role, permissions: [...new Set(chosen)].sort() };
}

function factsOf(userId: string, place: StaffPlace | null) {
  return { person: userId, role: place?.role ?? null, permissions: place?.permissions.join(' ') ?? null };
}

/** Says so to the rest, and to the audit log. */
async function record(
  tx: Tx,
  ctx: UserContext,
  change: { courseId: string; userId: string; from: StaffPlace | null; to: StaffPlace | null },
): Promise<void> {
  const { courseId, userId, from, to } = change;
  const kind = from === null ? 'added' : to === null ? 'removed' : 'changed';
  await emit(tx, courseEvents.staffChanged, { courseId, userId, change: kind });
  const facts = { before: factsOf(userId, from), after: factsOf(userId, to) };
  await recordAudit(tx, ctx, {
    action: 'staff.changed',
    subject: { type: 'course', id: courseId },
    ...facts,
  });
}

/**
 * Takes a person on the staff of a course; they are told by mail.
 *
 * @throws AppError `courses/not_found`; `courses/person_not_found` at `email`, also for an address that is not proven;
 *   `courses/staff_already`.
 */
export async function addStaff(ctx: UserContext, input: z.output<typeof addStaffInput>): Promise<Staff> {
  const course = await requireCourse(ctx, input.courseSlug, 'staff.manage');
  const person = await findAccountByEmail(ctx.db, input.email);
  if (person === null || person.emailVerifiedAt === null || person.suspendedAt !== null) {
    throw new AppError(courseErrors.person_not_found, { field: 'email' });
  }
  const place = placeOf(input);
  const ids = { courseId: course.id, userId: person.id };
  await transact(ctx.db, async (tx) => {
    if (!(await insertStaff(tx, { ...ids, ...place }))) throw new AppError(courseErrors.staff_already);
    await record(tx, ctx, { ...ids, from: null, to: place });
  });
  return await staffOf(ctx, course.id);
}

/** Finds the place that is to change, and refuses to leave a course without an owner. */
async function requirePlace(tx: Tx, courseId: string, userId: string, next: StaffPlace | null) {
  const staff = await lockStaff(tx, courseId);
  const present = staff.find((one) => one.userId === userId);
  if (present === undefined) throw new AppError(courseErrors.not_staff);
  const owners = staff.filter(({ role }) => role === 'owner');
  const isLastOwner = present.role === 'owner' && owners.length === 1;
  if (isLastOwner && next?.role !== 'owner') throw new AppError(courseErrors.last_owner);
  return present;
}

/**
 * Gives somebody of the staff another place or other permissions.
 *
 * @throws AppError `courses/not_found`, `courses/not_staff`, `courses/last_owner`.
 */
export async function changeStaff(
  ctx: UserContext,
  input: z.output<typeof changeStaffInput>,
): Promise<Staff> {
  const course = await requireCourse(ctx, input.courseSlug, 'staff.manage');
  const place = placeOf(input);
  const ids = { courseId: course.id, userId: input.userId };
  await transact(ctx.db, async (tx) => {
    const from = await requirePlace(tx, course.id, input.userId, place);
    await updateStaff(tx, { ...ids, ...place });
    await record(tx, ctx, { ...ids, from, to: place });
  });
  return await staffOf(ctx, course.id);
}

/**
 * Takes somebody off the staff of a course.
 *
 * @throws AppError `courses/not_found`, `courses/not_staff`, `courses/last_owner`.
 */
export async function removeStaff(
  ctx: UserContext,
  input: z.output<typeof removeStaffInput>,
): Promise<{ userId: string }> {
  const course = await requireCourse(ctx, input.courseSlug, 'staff.manage');
  const ids = { courseId: course.id, userId: input.userId };
  await transact(ctx.db, async (tx) => {
    const from = await requirePlace(tx, course.id, input.userId, null);
    await deleteStaff(tx, ids);
    await record(tx, ctx, { ...ids, from, to: null });
  });
  return { userId: input.userId };
}
