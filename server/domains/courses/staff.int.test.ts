import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CoursePermission,
  coursePermissions,
  type StaffRole,
  staffRoles,
} from '@/server/domains/courses/contract';
import { mayInCourse } from '@/server/domains/courses/policy';
import { scopeOfCourses } from '@/server/domains/courses/repo/scope';
import { isInScope } from '@/server/domains/courses/repo/staff';
import { type Actor, roles } from '@/server/platform/actor';
import { testFactory } from '@/test/factory';
import { testNow } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';

const places = fc.option(
  fc.record({
    role: fc.constantFrom(...staffRoles),
    permissions: fc.subarray([...coursePermissions, 'of.another.release']),
  }),
);

describe('who may do what in a course', () => {
  it('is the same for the policy and for the database, whatever the place, the permission and the role', async () => {
    const factory = testFactory();
    const course = await factory.course();
    const people = new Map(
      await Promise.all(roles.map(async (role) => [role, await factory.user({ role })] as const)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roles),
        places,
        fc.constantFrom(...coursePermissions),
        fc.boolean(),
        async (role, place, permission, isInReview) => {
          const userId = people.get(role)?.id ?? '';
          await testDb().courseStaff.deleteMany({ where: { courseId: course.id, userId } });
          if (place !== null) {
            await testDb().courseStaff.create({ data: { courseId: course.id, userId, ...place } });
          }
          await testDb().courseReviewRequest.deleteMany();
          const request = { courseId: course.id, askedAt: testNow };
          await testDb().courseReviewRequest.create({
            data: {
              ...request,
              ...(isInReview ? {} : { decidedAt: testNow, decision: 'sent_back' as const }),
            },
          });
          const actor: Actor = { kind: 'user', userId, role };
          const isSeen = await isInScope(testDb(), course.id, scopeOfCourses(actor, permission));
          expect(isSeen).toBe(mayInCourse(actor, place, permission, isInReview));
        },
      ),
      { numRuns: 200 },
    );
    for (const permission of coursePermissions) {
      const nobody = await isInScope(testDb(), course.id, scopeOfCourses(null, permission));
      expect(nobody).toBe(mayInCourse(null, null, permission));
      const system: Actor = { kind: 'system', name: 'test' };
      expect(await isInScope(testDb(), course.id, scopeOfCourses(system, permission))).toBe(true);
    }
  });
});

async function staffed(role: StaffRole = 'owner', permissions: string[] = []) {
  const factory = testFactory();
  const course = await factory.course({ slug: 'greek' });
  const user = await factory.user();
  await testDb().courseStaff.create({
    data: { courseId: course.id, userId: user.id, role, permissions },
  });
  const caller = callWithin(await beginSession(user.id));
  return { factory, course, user, courses: caller.courses, caller };
}

const courseSlug = 'greek';

describe('the staff of a course', () => {
  it('is chosen by its owners, told, and on record', async () => {
    const { factory, courses, course } = await staffed();
    const { id, email } = await factory.user();
    const permissions: CoursePermission[] = ['submissions.grade', 'staff.manage'];
    const given = { courseSlug, email, role: 'assistant' as const, permissions };
    const { items, mayManage } = await courses.addStaff(given);
    expect(mayManage).toBe(true);
    // Choosing the staff is nothing an assistant can be given.
    expect(items.find((one) => one.userId === id)).toMatchObject({
      role: 'assistant',
      permissions: ['submissions.grade'],
    });
    await expect(courses.addStaff(given)).rejects.toThrow('courses/staff_already');
    await courses.changeStaff({ courseSlug, userId: id, role: 'instructor', permissions: [] });
    expect(await courses.removeStaff({ courseSlug, userId: id })).toEqual({ userId: id });
    await expect(courses.removeStaff({ courseSlug, userId: id })).rejects.toThrow('courses/not_staff');
    const trail = await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(trail.map(({ action, subjectId, after }) => [action, subjectId, after])).toEqual([
      ['staff.changed', course.id, { person: id, role: 'assistant', permissions: 'submissions.grade' }],
      ['staff.changed', course.id, { person: id, role: 'instructor', permissions: '' }],
      ['staff.changed', course.id, { person: id, role: null, permissions: null }],
    ]);
    const events = await testDb().outboxEvent.findMany({ orderBy: { id: 'asc' } });
    expect(events.map(({ data }) => data)).toMatchObject([
      { change: 'added' },
      { change: 'changed' },
      { change: 'removed' },
    ]);
  });

  it.each(['instructor', 'assistant'] as const)('is seen and not chosen by an %s', async (role) => {
    const { courses, user } = await staffed(role, ['staff.manage', 'learners.read']);
    expect(await courses.staff({ courseSlug })).toMatchObject({ mayManage: false });
    const change = courses.changeStaff({ courseSlug, userId: user.id, role: 'owner', permissions: [] });
    await expect(change).rejects.toThrow('courses/not_found');
  });

  it('is seen by nobody else', async () => {
    const { factory } = await staffed();
    const stranger = callWithin(await beginSession((await factory.user({ role: 'instructor' })).id));
    await expect(stranger.courses.staff({ courseSlug })).rejects.toThrow('courses/not_found');
  });

  it('lets an assistant see the learners only when that was chosen', async () => {
    const without = await staffed('assistant', ['submissions.grade']);
    await expect(without.caller.analytics.learners({ courseSlug })).rejects.toThrow('platform/not_found');
    await testDb().courseStaff.updateMany({
      where: { userId: without.user.id },
      data: { permissions: ['learners.read'] },
    });
    expect((await without.caller.analytics.learners({ courseSlug })).items).toEqual([]);
  });

  it('takes only people with a proven address', async () => {
    const { factory, courses } = await staffed();
    const unproven = await factory.user({ emailVerifiedAt: null });
    for (const email of ['nobody@lyceum.test', unproven.email]) {
      const add = courses.addStaff({ courseSlug, email, role: 'assistant', permissions: [] });
      await expect(add).rejects.toThrow('courses/person_not_found');
    }
  });

  it('never loses its last owner, also when two leave at once', async () => {
    const { factory, courses, user, course } = await staffed();
    await testDb().courseStaff.deleteMany({ where: { courseId: course.id, userId: { not: user.id } } });
    const leave = courses.removeStaff({ courseSlug, userId: user.id });
    await expect(leave).rejects.toThrow('courses/last_owner');
    const other = await factory.user();
    await courses.addStaff({ courseSlug, email: other.email, role: 'owner', permissions: [] });
    const others = callWithin(await beginSession(other.id)).courses;
    await Promise.allSettled([
      courses.removeStaff({ courseSlug, userId: user.id }),
      others.removeStaff({ courseSlug, userId: other.id }),
    ]);
    expect(await testDb().courseStaff.count({ where: { courseId: course.id, role: 'owner' } })).toBe(1);
  });
});
