import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { settleLearning } from '@/server/domains/gamification';
import { takePicture } from '@/server/domains/profiles';
import { findPublicPage } from '@/server/domains/profiles/queries/public-profile';
import { listTeacherHandles } from '@/server/domains/profiles/queries/teacher-handles';
import { findByHandle } from '@/server/domains/users';
import { tag } from '@/server/platform/cache';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeObjectStore, fakeUploads } from '@/test/fake-ports';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { beginSession, callWithin } from '@/test/session-caller';
import { testDb } from '@/test/test-db';

const day = 86_400_000;
const daysLater = (days: number) => fixedClock(new Date(testNow.getTime() + days * day));

const values = {
  ...{ name: 'Ada Lovelace', handle: 'ada', headline: 'Engines', bio: 'Notes.', timeZone: 'Europe/London' },
  ...{ links: ['https://example.org/'], locale: 'es' as const },
  ...{ isPublic: true, isListed: false, showCertificates: true, showBadges: false },
};

const eventsNamed = async (name: string) =>
  await testDb().outboxEvent.findMany({ where: { name }, orderBy: { id: 'asc' } });
const fieldsOnRecord = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(({ action, after: facts }) => ({
    action,
    facts,
  }));

describe('saving a profile', () => {
  it('keeps all of it, says so once, and puts the fields on record', async () => {
    const person = await testFactory().user();
    const { profiles } = callAs(person);
    expect(await profiles.save(values)).toMatchObject({ ...values, picture: null, isTeacher: false });
    expect(await profiles.mine()).toMatchObject(values);
    await profiles.save(values);
    expect(await eventsNamed('user/profile.changed')).toHaveLength(1);
    expect(await fieldsOnRecord()).toEqual([
      {
        action: 'profile.changed',
        facts: {
          fields: ['name', 'handle', 'headline', 'bio', 'links', 'timeZone', 'locale', 'isPublic'],
        },
      },
    ]);
  });

  it('ends the answers that name the person: their page, their courses, the courses they reviewed, the lists', async () => {
    const factory = testFactory();
    const owner = await factory.user({ role: 'instructor' });
    const course = await factory.course({ owner });
    const reviewed = await factory.course();
    await factory.review({ courseId: reviewed.id, userId: owner.id });
    await callAs(owner).profiles.save(values);
    const tags = tagsToExpire(await eventsNamed('user/profile.changed'));
    const ended = [course.id, reviewed.id].flatMap((id) => [tag.course(id), tag.rating(id)]);
    expect(new Set(tags)).toEqual(new Set([tag.person(owner.id), ...ended, tag.catalogue(), tag.handles()]));
  });

  it('names the field that is wrong', async () => {
    const { profiles } = callAs(await testFactory().user());
    const wrong = profiles.save({ ...values, links: ['https://example.org', 'http://example.org'] });
    await expect(wrong).rejects.toMatchObject({ cause: { code: 'platform/invalid_input' } });
    await expect(profiles.save({ ...values, handle: 'admin' })).rejects.toMatchObject({
      cause: { code: 'profiles/handle_reserved', field: 'handle' },
    });
    expect((await profiles.mine()).name).not.toBe(values.name);
  });

  it('is nobody else’s act', async () => {
    const factory = testFactory();
    const [person, other] = [await factory.user(), await factory.user()];
    const actor = await beginSession(person.id);
    if (actor.session === undefined) throw new Error('a session');
    const acted = { ...actor, session: { ...actor.session, impersonatorId: other.id } };
    await expect(callWithin(acted).profiles.save(values)).rejects.toThrow('not_while_impersonating');
    await expect(callWithin(acted).profiles.removePicture()).rejects.toThrow('not_while_impersonating');
  });
});

describe('a handle', () => {
  it('has one owner, however it is written and however many want it at once', async () => {
    const factory = testFactory();
    const people = await Promise.all(Array.from({ length: 10 }, async () => await factory.user()));
    const outcomes = await Promise.allSettled(
      people.map(async (person) => await callAs(person).profiles.save({ ...values, handle: 'ADA' })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(new Set(refusals)).toEqual(new Set(['TRPCError: profiles/handle_taken']));
  });

  it('leads to its old owner for 90 days, is taken by nobody else, and is free afterwards', async () => {
    const factory = testFactory();
    const [ada, eve] = [await factory.user(), await factory.user()];
    await callAs(ada).profiles.save(values);
    await callAs(ada).profiles.save({ ...values, handle: 'countess' });
    const found = await findByHandle(testDb(), 'ada', testNow);
    expect(found).toEqual({ userId: ada.id, handle: 'countess' });
    const taking = async (days: number) =>
      await callAs(eve, daysLater(days)).profiles.save({ ...values, name: 'Eve' });
    await expect(taking(89)).rejects.toThrow('profiles/handle_taken');
    expect((await callAs(eve).profiles.mine()).name).not.toBe('Eve');
    expect((await taking(91)).handle).toBe('ada');
    expect(await findByHandle(testDb(), 'ada', daysLater(91).now())).toEqual({
      userId: eve.id,
      handle: 'ada',
    });
  });

  it('is held also against who asks in the very moment it is given up', async () => {
    const factory = testFactory();
    const [ada, eve] = [await factory.user(), await factory.user()];
    for (let round = 0; round < 10; round += 1) {
      await testDb().heldHandle.deleteMany();
      await testDb().profile.update({ where: { userId: ada.id }, data: { handle: 'ada' } });
      const [, theft] = await Promise.allSettled([
        callAs(ada).profiles.save({ ...values, handle: `ada-${round}` }),
        callAs(eve).profiles.save({ ...values, name: 'Eve' }),
      ]);
      expect(theft.status).toBe('rejected');
    }
  });

  it('is given back to its owner, but does not move again and again', async () => {
    const { profiles } = callAs(await testFactory().user());
    for (const handle of ['one', 'two', 'one', 'three']) await profiles.save({ ...values, handle });
    await expect(profiles.save({ ...values, handle: 'four' })).rejects.toThrow('handle_changed_often');
    expect((await profiles.mine()).handle).toBe('three');
  });
});

describe('a public page', () => {
  it('is a learner’s only when they say so, and shows certificates only when they say so', async () => {
    const factory = testFactory();
    const person = await factory.user();
    const course = await factory.course({ title: 'Engines' });
    await factory.certificate({ courseId: course.id, userId: person.id, courseTitle: 'Engines' });
    const page = async () => await findPublicPage(testDb(), person.id);
    expect(await page()).toBeNull();
    const { profiles } = callAs(person);
    await profiles.save(values);
    expect(await page()).toMatchObject({
      name: 'Ada Lovelace',
      isListed: false,
      teaching: null,
      certificates: [{ courseTitle: 'Engines' }],
    });
    await profiles.save({ ...values, showCertificates: false, isListed: true });
    expect(await page()).toMatchObject({ isListed: true, certificates: null });
    expect(await page()).toMatchObject({ badges: null });
    await factory.enrollment({ courseId: course.id, userId: person.id, completedAt: testNow });
    await settleLearning({ db: testDb() }, { userId: person.id });
    await profiles.save({ ...values, showBadges: true });
    expect((await page())?.badges).toEqual([{ badge: 'first_course', earnedAt: testNow }]);
    expect(JSON.stringify(await page())).not.toContain(person.email);
    await testDb().user.update({ where: { id: person.id }, data: { suspendedAt: testNow } });
    expect(await page()).toBeNull();
  });

  it('is everybody’s who teaches a published course, with courses, learners and stars of all of them', async () => {
    const factory = testFactory();
    const owner = await factory.user({ role: 'instructor' });
    const draft = await factory.course({ owner, status: 'draft', publishedAt: null });
    expect(await findPublicPage(testDb(), owner.id)).toBeNull();
    await testDb().course.update({
      where: { id: draft.id },
      data: { status: 'published', publishedAt: testNow },
    });
    await factory.publish(draft.id);
    const second = await factory.course({ owner });
    for (const rating of [2, 5]) {
      const { id: userId } = await factory.user();
      await factory.review({ courseId: second.id, userId, rating });
      await factory.enrollment({ courseId: second.id, userId });
      // Who learns in several of their courses is one learner.
      await factory.enrollment({ courseId: draft.id, userId });
    }
    const { id: gone } = await factory.user();
    await factory.enrollment({ courseId: draft.id, userId: gone, revokedAt: testNow });
    const { profiles } = callAs(owner);
    const { handle } = await profiles.mine();
    expect(await findPublicPage(testDb(), owner.id)).toMatchObject({
      isListed: true,
      teaching: { courses: 2, learners: 2, rating: { count: 2, mean: 3.5 } },
      certificates: null,
    });
    expect(await listTeacherHandles(testDb())).toContain(handle);
    expect((await profiles.mine()).isTeacher).toBe(true);
  });

  it('is not an assistant’s', async () => {
    const factory = testFactory();
    const assistant = await factory.user();
    const course = await factory.course();
    await testDb().courseStaff.create({
      data: { courseId: course.id, userId: assistant.id, role: 'assistant' },
    });
    expect(await findPublicPage(testDb(), assistant.id)).toBeNull();
  });
});

describe('interests', () => {
  it('are kept in order, each once, and are asked for once', async () => {
    const person = await testFactory().user({ onboardedAt: null });
    const { profiles } = callAs(person);
    expect((await profiles.mine()).isOnboarded).toBe(false);
    const saved = await profiles.saveInterests({ interests: ['writing', 'data', 'data'] });
    expect(saved).toMatchObject({ interests: ['data', 'writing'], isOnboarded: true });
    await callAs(person, daysLater(1)).profiles.saveInterests({ interests: [] });
    const { onboardedAt } = await testDb().user.findUniqueOrThrow({ where: { id: person.id } });
    expect(onboardedAt).toEqual(testNow);
    expect(await eventsNamed('user/profile.changed')).toEqual([]);
  });
});

describe('a picture', () => {
  const crop = { x: 0, y: 0, width: 100, height: 100 };
  const photo = async (background: string) =>
    await sharp({ create: { width: 400, height: 300, channels: 3, background } })
      .png()
      .toBuffer();

  async function sending() {
    const person = await testFactory().user();
    const [objectStore, uploads] = [fakeObjectStore(), fakeUploads()];
    const ctx = { db: testDb(), clock: fixedClock(), objectStore, uploads };
    const send = async (uploadKey: string, bytes: Uint8Array) => {
      uploads.files.set(uploadKey, bytes);
      await takePicture(ctx, { userId: person.id, uploadKey, crop });
    };
    return { person, ctx, send, objectStore, uploads, profiles: callAs(person).profiles };
  }

  it('is shown once it is taken, however often we are told; the upload is gone', async () => {
    const { person, ctx, send, objectStore, uploads, profiles } = await sending();
    await send('first', await photo('red'));
    expect(uploads.files.size).toBe(0);
    const { picture } = await profiles.mine();
    expect(picture?.large).toMatch(/^\/media\/avatars\/[0-9a-f]{32}\.webp$/);
    expect([...objectStore.objects.keys()].map((key) => key.replace('public', '/media')).toSorted()).toEqual(
      [picture?.large ?? '', picture?.small ?? ''].toSorted(),
    );
    await takePicture(ctx, { userId: person.id, uploadKey: 'first', crop });
    await send('first', await photo('red'));
    expect(objectStore.objects.size).toBe(2);
    expect(await eventsNamed('user/profile.changed')).toHaveLength(1);
    expect(await callAs(person).auth.viewer()).toMatchObject({ picture });
  });

  it('takes the place of the one before, whose files are ordered to go; so they are when it is removed', async () => {
    const { send, profiles } = await sending();
    await send('first', await photo('red'));
    const first = (await profiles.mine()).picture;
    await send('second', await photo('blue'));
    expect((await profiles.removePicture()).picture).toBeNull();
    await profiles.removePicture();
    const dropped = await eventsNamed('user/picture.dropped');
    expect(dropped).toHaveLength(2);
    expect(JSON.stringify(dropped[0]?.data)).toContain(first?.large.replace('/media', 'public'));
  });

  it('is refused when it is none, and the upload is gone all the same', async () => {
    const { send, objectStore, uploads, profiles } = await sending();
    await expect(send('first', Buffer.from('<svg/>'))).rejects.toThrow('profiles/picture_unreadable');
    expect(uploads.files.size).toBe(0);
    expect(objectStore.objects.size).toBe(0);
    expect((await profiles.mine()).picture).toBeNull();
  });

  it('is nobody’s who is gone', async () => {
    const { person, send, objectStore } = await sending();
    await testDb().user.update({ where: { id: person.id }, data: { erasedAt: testNow } });
    await expect(send('first', await photo('red'))).rejects.toThrow('profiles/not_found');
    expect(objectStore.objects.size).toBe(0);
  });
});
