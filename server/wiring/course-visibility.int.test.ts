import { describe, expect, it } from 'vitest';
import { findMovedCourse, invitationToken, listTeacherIds } from '@/server/domains/courses';
import type { Visibility } from '@/server/domains/courses/contract';
import { findPublicPage } from '@/server/domains/profiles/queries/public-profile';
import {
  findCoursePage,
  listCatalogue,
  listCourseAddresses,
  listTaughtCourses,
} from '@/server/domains/search/queries';
import { env } from '@/server/platform/env';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs, callAsVisitor } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'bees';

async function published(visibility: Visibility) {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, title: 'Bees' });
  await testDb().courseAddress.create({ data: { slug: 'wasps', courseId: course.id } });
  const staff = callAs(course.owner).courses;
  await staff.setVisibility({ courseSlug, visibility });
  const learner = await factory.user({ email: 'ada@lyceum.test' });
  return { factory, course, staff, learner };
}

/** Everything that could name the course to somebody who does not know it. */
async function named(course: { id: string; owner: { id: string } }) {
  const db = testDb();
  const lists = {
    catalogue: (await listCatalogue(db, {}, 'en')).items.length,
    search: (await listCatalogue(db, { query: 'Bees' }, 'en')).items.length,
    sitemap: (await listCourseAddresses(db)).length,
    teacher: (await listTaughtCourses(db, course.owner.id, 'en')).length,
    teachers: (await listTeacherIds(db, 10)).length,
    person: (await findPublicPage(db, course.owner.id)) === null ? 0 : 1,
  };
  const page = await findCoursePage(db, courseSlug, 'en');
  return {
    ...lists,
    page: page === null ? 0 : 1,
    isListed: page?.isListed,
    moved: await findMovedCourse(db, 'wasps'),
  };
}

const all = { catalogue: 1, search: 1, sitemap: 1, teacher: 1, teachers: 1, person: 1 };
const none = { catalogue: 0, search: 0, sitemap: 0, teacher: 0, teachers: 0, person: 0 };

describe('who finds a course', () => {
  it('is everybody, whoever has its address, or nobody, wherever it could be named', async () => {
    const { course, staff } = await published('public');
    expect(await named(course)).toEqual({ ...all, page: 1, isListed: true, moved: courseSlug });
    await staff.setVisibility({ courseSlug, visibility: 'unlisted' });
    expect(await named(course)).toEqual({ ...none, page: 1, isListed: false, moved: courseSlug });
    await staff.setVisibility({ courseSlug, visibility: 'private' });
    expect(await named(course)).toEqual({ ...none, page: 0, isListed: undefined, moved: null });
  });

  it('changes with the pages that named it, is on record, and is not for everybody to choose', async () => {
    const { factory, course, staff } = await published('public');
    await testDb().outboxEvent.deleteMany();
    await staff.setVisibility({ courseSlug, visibility: 'private' });
    await staff.setVisibility({ courseSlug, visibility: 'private' });
    const events = await testDb().outboxEvent.findMany();
    expect(tagsToExpire(events)).toEqual([`course:${course.id}`, 'catalogue', `person:${course.owner.id}`]);
    const trail = await testDb().auditEntry.findMany({ where: { action: 'course.visibility_changed' } });
    expect(trail).toMatchObject([{ before: { visibility: 'public' }, after: { visibility: 'private' } }]);
    const assistant = await factory.user();
    const place = { courseId: course.id, userId: assistant.id, role: 'assistant' as const };
    await testDb().courseStaff.create({ data: { ...place, permissions: ['content.edit'] } });
    const change = callAs(assistant).courses.setVisibility({ courseSlug, visibility: 'public' });
    await expect(change).rejects.toThrow('courses/not_found');
  });

  it('decides who may come in, and those who have a place keep it', async () => {
    const { course, staff, learner } = await published('unlisted');
    const me = callAs(learner).enrollments;
    const place = { courseSlug, lessonSlug: course.lessons[0]?.slug ?? '' };
    expect((await me.outline({ courseSlug })).access).toBe('visitor');
    await staff.setVisibility({ courseSlug, visibility: 'private' });
    const unknown = me.outline({ courseSlug: 'no-such-course' }).catch(String);
    expect(await me.outline({ courseSlug }).catch(String)).toEqual(await unknown);
    await expect(me.enroll({ courseId: course.id })).rejects.toThrow('enrollments/course_not_found');
    await expect(me.openLesson(place)).rejects.toThrow('enrollments/course_not_found');
    await staff.setVisibility({ courseSlug, visibility: 'unlisted' });
    await me.enroll({ courseId: course.id });
    await staff.setVisibility({ courseSlug, visibility: 'private' });
    expect((await me.outline({ courseSlug })).access).toBe('learner');
    expect((await me.openLesson(place)).isEnrolled).toBe(true);
  });
});

const tokenOf = async (email: string) => {
  const { id } = await testDb().courseInvitation.findFirstOrThrow({ where: { email } });
  return invitationToken(env().AUTH_SECRET, id);
};

describe('invitations', () => {
  it('say beforehand what they will do, whoever has an account, and then do it once', async () => {
    const { staff, factory } = await published('private');
    await factory.user({ email: 'grace@lyceum.test' });
    const list = 'Grace <grace@lyceum.test>, nobody@lyceum.test\nnobody@lyceum.test; none';
    const outcomes = ['invite', 'invite', 'duplicate', 'bad_address'];
    const plan = await staff.checkInvitations({ courseSlug, list });
    expect(plan.lines.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(await testDb().courseInvitation.count()).toBe(0);
    expect(await staff.sendInvitations({ courseSlug, list })).toEqual(plan);
    const again = await staff.sendInvitations({ courseSlug, list });
    expect(again.lines.map(({ outcome }) => outcome)).toEqual([
      ...['invited_before', 'invited_before', 'duplicate', 'bad_address'],
    ]);
    expect(await testDb().outboxEvent.count({ where: { name: 'course/invitation.ordered' } })).toBe(2);
    const [{ after }] = [await testDb().auditEntry.findFirstOrThrow({ where: { action: 'course.invited' } })];
    expect(after).toEqual({ invited: 2 });
    const { items } = await staff.invitations({ courseSlug });
    expect(items.map(({ email, state }) => [email, state]).sort()).toEqual([
      ['grace@lyceum.test', 'open'],
      ['nobody@lyceum.test', 'open'],
    ]);
  });

  it('go to one mailbox once, when ten invite it at once', async () => {
    const { staff } = await published('private');
    const tries = Array.from({ length: 10 }, async () =>
      staff.sendInvitations({ courseSlug, list: 'nobody@lyceum.test' }),
    );
    const sent = (await Promise.all(tries)).flatMap(({ lines }) => lines.map(({ outcome }) => outcome));
    expect(sent.filter((outcome) => outcome === 'invite')).toHaveLength(1);
    expect(await testDb().outboxEvent.count({ where: { name: 'course/invitation.ordered' } })).toBe(1);
  });

  it('are shown and accepted by their link, once', async () => {
    const { staff, factory, learner } = await published('private');
    await staff.sendInvitations({ courseSlug, list: 'nobody@lyceum.test' });
    const token = await tokenOf('nobody@lyceum.test');
    expect(await callAsVisitor().courses.invitation({ token })).toMatchObject({
      title: 'Bees',
      isOpen: true,
    });
    const taken = await callAs(learner).enrollments.acceptInvitation({ token });
    expect(taken).toMatchObject({ courseSlug, isNew: true });
    expect(await callAs(learner).enrollments.acceptInvitation({ token })).toMatchObject({ isNew: false });
    const other = await factory.user();
    for (const late of [
      () => callAs(other).enrollments.acceptInvitation({ token }),
      () => callAsVisitor().courses.invitation({ token }),
      () => callAs(other).enrollments.acceptInvitation({ token: `${token}x` }),
      () => callAs(other).courses.invitation({ token: 'nonsense' }),
    ]) {
      await expect(late()).rejects.toThrow('courses/invitation_invalid');
    }
    const { items } = await staff.invitations({ courseSlug });
    expect(items).toMatchObject([{ state: 'accepted', acceptedBy: learner.name }]);
  });

  it('let one of ten in who come with the same link at once', async () => {
    const { staff, factory } = await published('private');
    await staff.sendInvitations({ courseSlug, list: 'nobody@lyceum.test' });
    const token = await tokenOf('nobody@lyceum.test');
    const guests = [];
    for (let count = 0; count < 10; count += 1) guests.push(await factory.user());
    const tries = await Promise.allSettled(
      guests.map(async (guest) => callAs(guest).enrollments.acceptInvitation({ token })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await testDb().enrollment.count()).toBe(1);
  });

  it('let in who has proven the mailbox, without the link; who has not, not', async () => {
    const { staff, course, factory, learner } = await published('private');
    const unproven = await factory.user({ email: 'new@lyceum.test', emailVerifiedAt: null });
    await staff.sendInvitations({ courseSlug, list: 'ada@lyceum.test new@lyceum.test' });
    await expect(callAs(unproven).enrollments.enroll({ courseId: course.id })).rejects.toThrow(
      'enrollments/course_not_found',
    );
    expect(await callAs(learner).enrollments.enroll({ courseId: course.id })).toMatchObject({ isNew: true });
    const { acceptedById } = await testDb().courseInvitation.findFirstOrThrow({
      where: { email: learner.email },
    });
    expect(acceptedById).toBe(learner.id);
  });

  it('work no more when they are taken back, over, or for a draft', async () => {
    const { staff, course, learner } = await published('private');
    await staff.sendInvitations({ courseSlug, list: 'nobody@lyceum.test' });
    const token = await tokenOf('nobody@lyceum.test');
    const late = fixedClock();
    late.advance(31 * 86_400_000);
    await expect(callAs(learner, late).enrollments.acceptInvitation({ token })).rejects.toThrow(
      'courses/invitation_invalid',
    );
    await testDb().course.update({ where: { id: course.id }, data: { status: 'draft' } });
    expect(await callAsVisitor().courses.invitation({ token })).toMatchObject({ isOpen: false });
    await expect(callAs(learner).enrollments.acceptInvitation({ token })).rejects.toThrow(
      'enrollments/course_not_found',
    );
    const { items } = await staff.invitations({ courseSlug });
    await staff.withdrawInvitation({ courseSlug, invitationId: items[0]?.id ?? '' });
    await expect(callAsVisitor().courses.invitation({ token })).rejects.toThrow('courses/invitation_invalid');
  });
});
