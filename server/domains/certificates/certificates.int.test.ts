import { describe, expect, it } from 'vitest';
import {
  findCertificate,
  issueCertificate,
  listIssued,
  storeCertificatePdf,
  withoutCertificate,
} from '@/server/domains/certificates';
import { findByCode } from '@/server/domains/certificates/queries';
import { tag } from '@/server/platform/cache';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { fixedClock } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

async function completed() {
  const factory = testFactory();
  const learner = await factory.user({ name: 'Ada' });
  const owner = await factory.user({ name: 'Grace', role: 'instructor' });
  const course = await factory.course({ owner, title: 'Engines' });
  const completedAt = factory.context.now;
  const enrollment = await factory.enrollment({ userId: learner.id, courseId: course.id, completedAt });
  const ctx = { db: testDb(), clock: fixedClock() };
  return { factory, learner, owner, course, enrollment, ctx };
}

describe('issuing', () => {
  it('copies what is true now and announces it, and later changes do not reach it', async () => {
    const { learner, course, enrollment, ctx, factory } = await completed();
    const issued = await issueCertificate(ctx, { enrollmentId: enrollment.id });
    expect(issued.isNew).toBe(true);
    const [event, ...more] = await testDb().outboxEvent.findMany();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      name: 'certificate/issued',
      data: {
        certificateId: issued.certificateId,
        code: issued.code,
        userId: learner.id,
        courseId: course.id,
      },
    });
    await testDb().user.updateMany({ data: { name: 'Somebody else' } });
    await testDb().course.updateMany({ data: { title: 'Renamed' } });
    expect(await findByCode(testDb(), issued.code)).toEqual({
      code: issued.code,
      learnerName: 'Ada',
      courseTitle: 'Engines',
      courseSlug: course.slug,
      instructorName: 'Grace',
      completedAt: factory.context.now,
      issuedAt: ctx.clock.now(),
      revokedAt: null,
    });
  });

  it('gives ten at once the same certificate and announces it once', async () => {
    const { enrollment, ctx } = await completed();
    const results = await Promise.all(
      Array.from({ length: 10 }, async () => await issueCertificate(ctx, { enrollmentId: enrollment.id })),
    );
    expect(new Set(results.map((result) => result.code)).size).toBe(1);
    expect(results.filter((result) => result.isNew)).toHaveLength(1);
    expect(await testDb().certificate.count()).toBe(1);
    expect(await testDb().outboxEvent.count()).toBe(1);
  });

  it('refuses who has completed the course and then lost access', async () => {
    const { enrollment, ctx } = await completed();
    await testDb().enrollment.updateMany({ data: { revokedAt: ctx.clock.now() } });
    await expect(issueCertificate(ctx, { enrollmentId: enrollment.id })).rejects.toThrow(
      'certificates/course_not_completed',
    );
    expect(await testDb().certificate.count()).toBe(0);
  });

  it('refuses who has not completed the course', async () => {
    const { factory, course, ctx } = await completed();
    const unfinished = await factory.enrollment({ courseId: course.id });
    for (const enrollmentId of [unfinished.id, course.id]) {
      await expect(issueCertificate(ctx, { enrollmentId })).rejects.toThrow(
        'certificates/course_not_completed',
      );
    }
    expect(await testDb().outboxEvent.count()).toBe(0);
  });

  it('ends the cached answers of its public check and of its owner’s page', async () => {
    const { enrollment, ctx, learner } = await completed();
    const { code } = await issueCertificate(ctx, { enrollmentId: enrollment.id });
    expect(tagsToExpire(await testDb().outboxEvent.findMany())).toEqual([
      tag.certificate(code),
      tag.person(learner.id),
    ]);
    expect(tagsToExpire([{ id: '1', name: 'of/another.release', data: {} }])).toEqual([]);
  });
});

describe('what is owed', () => {
  it('is every completion without a certificate, also of who holds one of another course', async () => {
    const { factory, learner, enrollment, ctx } = await completed();
    const other = await factory.course();
    const completedAt = factory.context.now;
    const owed = await factory.enrollment({ userId: learner.id, courseId: other.id, completedAt });
    await issueCertificate(ctx, { enrollmentId: enrollment.id });
    expect(await withoutCertificate(testDb(), [enrollment, owed])).toEqual([owed]);
    expect(await withoutCertificate(testDb(), [])).toEqual([]);
  });
});

describe('what was issued', () => {
  it('is found page by page, with whether its file is stored, and without what was withdrawn', async () => {
    const { factory, ctx } = await completed();
    const issued: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const course = await factory.course();
      const completedAt = factory.context.now;
      const { id } = await factory.enrollment({ courseId: course.id, completedAt });
      issued.push((await issueCertificate(ctx, { enrollmentId: id })).certificateId);
    }
    const [first = '', second = '', third = ''] = issued.sort();
    await testDb().certificate.update({ where: { id: second }, data: { pdfKey: 'private/x.pdf' } });
    const now = ctx.clock.now().getTime();
    const range = { from: new Date(now), to: new Date(now + 1) };
    expect(await listIssued(testDb(), range, null, 2)).toEqual([
      { id: first, userId: expect.any(String), hasPdf: false },
      { id: second, userId: expect.any(String), hasPdf: true },
    ]);
    expect(await listIssued(testDb(), range, second, 2)).toMatchObject([{ id: third, hasPdf: false }]);
    await testDb().certificate.update({ where: { id: third }, data: { revokedAt: ctx.clock.now() } });
    expect(await listIssued(testDb(), range, second, 2)).toEqual([]);
    const before = { from: new Date(now - 1_000), to: new Date(now) };
    expect(await listIssued(testDb(), before, null, 2)).toEqual([]);
  });
});

describe('download', () => {
  it('is there for its learner only, once the file is stored', async () => {
    const { factory, learner, enrollment, ctx } = await completed();
    const { certificateId, code } = await issueCertificate(ctx, { enrollmentId: enrollment.id });
    const download = async (person: typeof learner, typed = code) =>
      await callAs(person).certificates.download({ code: typed });
    await expect(download(learner)).rejects.toMatchObject({ message: 'certificates/pdf_not_ready' });

    const objectStore = fakeObjectStore();
    const store = { ...ctx, objectStore, appUrl: 'https://lyceum.test' };
    const { pdfKey } = await storeCertificatePdf(store, { certificateId });
    const first = objectStore.objects.get(pdfKey);
    await storeCertificatePdf(store, { certificateId });
    expect(objectStore.objects.size).toBe(1);
    expect(objectStore.objects.get(pdfKey)).toEqual(first);
    expect(pdfKey).not.toMatch(/^public\//);

    expect(await download(learner, code.toLowerCase())).toEqual({
      url: `https://store.test/${pdfKey}?expires=300`,
    });
    const admin = await factory.user({ role: 'admin' });
    await expect(download(admin)).rejects.toThrow('certificates/not_found');
    await expect(download(learner, 'ZZZZ-ZZZZ-ZZZZ')).rejects.toThrow('certificates/not_found');
  });

  it('of nothing is refused', async () => {
    const { ctx } = await completed();
    const store = { ...ctx, objectStore: fakeObjectStore(), appUrl: 'https://lyceum.test' };
    const nothing = { certificateId: '01900000-0000-7000-8000-000000000001' };
    await expect(storeCertificatePdf(store, nothing)).rejects.toThrow('certificates/not_found');
  });
});

describe('looking', () => {
  it('shows a learner their own, latest first', async () => {
    const { factory, learner, course, enrollment, ctx } = await completed();
    const { code, certificateId } = await issueCertificate(ctx, { enrollmentId: enrollment.id });
    const stranger = await factory.user();
    expect((await callAs(learner).certificates.listMine()).items.map((item) => item.code)).toEqual([code]);
    expect((await callAs(learner).certificates.findMine({ courseId: course.id }))?.code).toBe(code);
    expect(await callAs(stranger).certificates.listMine()).toEqual({ items: [] });
    expect(await callAs(stranger).certificates.findMine({ courseId: course.id })).toBeNull();
    expect(await findCertificate(testDb(), certificateId)).toMatchObject({ code, userId: learner.id });
  });

  it('tells a stranger that it was withdrawn, and names no course that is not public', async () => {
    const { enrollment, course, ctx } = await completed();
    const { code } = await issueCertificate(ctx, { enrollmentId: enrollment.id });
    const revokedAt = ctx.clock.now();
    await testDb().certificate.updateMany({ data: { revokedAt } });
    await testDb().course.update({ where: { id: course.id }, data: { status: 'archived' } });
    expect(await findByCode(testDb(), code)).toMatchObject({ revokedAt, courseSlug: null });
    expect(await findByCode(testDb(), 'no code')).toBeNull();
  });
});
