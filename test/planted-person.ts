import type { Factory } from '@/prisma/factories/factory';
import { newId } from '@/server/platform/ids';
import { testNow } from './fixed-clock';
import { testDb } from './test-db';

/** A word that is nowhere else, in every text a person can leave. */
export const canary = 'xqcanaryzv';

/** Plants one person whose every text carries the canary, with rows in every table that can hold some. */
export async function plantPerson(factory: Factory) {
  const db = testDb();
  const user = await factory.user({ name: `Ada ${canary}`, email: `ada.${canary}@lyceum.test` });
  const userId = user.id;
  await db.profile.update({
    where: { userId },
    data: {
      handle: `h-${canary}`,
      headline: canary,
      bio: canary,
      links: [`https://${canary}.test`],
      avatarKey: `public/avatars/${canary}.webp`,
      interests: [canary],
      timeZone: canary,
    },
  });
  await db.heldHandle.create({ data: { handle: `old-${canary}`, userId, heldUntil: testNow } });
  await db.user.update({ where: { id: userId }, data: { suspendedReason: canary } });
  const course = await factory.course({ lessons: ['article', 'quiz'] });
  const enrollment = await factory.enrollment({ courseId: course.id, userId, completedAt: testNow });
  await factory.publish(course.id, userId);
  const [article, quizLesson] = course.lessons;
  if (article === undefined || quizLesson?.quiz == null) throw new Error('a course with a quiz');
  await factory.lessonProgress({ enrollmentId: enrollment.id, lessonId: article.id });
  const decided = { opens: 'open', setAt: testNow, reason: canary, setById: userId } as const;
  const other = await factory.enrollment({ courseId: course.id });
  for (const { id } of [enrollment, other]) {
    await db.releaseOverride.create({ data: { ...decided, enrollmentId: id, lessonId: article.id } });
  }
  const { quiz } = quizLesson;
  const attempt = await factory.attempt({ quizId: quiz.id, userId, enrollmentId: enrollment.id });
  const [question] = quiz.questions;
  await factory.answer({
    attemptId: attempt.id,
    questionId: question.id,
    choiceIds: question.choices.slice(0, 1).map(({ id }) => id),
  });
  await db.submission.create({
    data: {
      ...{ id: newId(), courseId: course.id, lessonId: article.id, userId, enrollmentId: enrollment.id },
      ...{ number: 1, status: 'passed', textMd: canary, links: [`https://${canary}.test`] },
      ...{ createdAt: testNow, submittedAt: testNow, feedbackMd: canary, gradedAt: testNow },
      files: {
        create: {
          ...{ id: newId(), name: canary, bytes: 1, contentType: 'application/octet-stream' },
          key: `private/submissions/${userId}/source`,
        },
      },
    },
  });
  await factory.review({ courseId: course.id, userId, rating: 4, text: `words of ${canary}` });
  const certificate = await factory.certificate({
    courseId: course.id,
    userId,
    learnerName: `Ada ${canary}`,
    pdfKey: `private/certificates/${canary}.pdf`,
  });
  await factory.notification({ userId, data: { code: canary, courseTitle: 'x', courseSlug: 'x' } });
  await factory.mailDelivery({ userId, dedupeKey: `mail:${canary}` });
  await db.pointEntry.create({
    data: {
      ...{ id: newId(), userId, rule: canary, subjectId: newId(), courseId: course.id, points: 1 },
      ...{ at: testNow, day: testNow },
    },
  });
  await db.badgeGrant.create({ data: { id: newId(), userId, badge: canary, earnedAt: testNow } });
  await factory.image({ ownerId: userId, name: canary });
  await db.upload.create({
    data: {
      id: newId(),
      ownerId: userId,
      name: canary,
      bytes: 1,
      fingerprint: 'x',
      contentType: 'image/png',
      key: 'private/assets/x/source',
      storeUploadId: 'x',
      createdAt: testNow,
    },
  });
  await plantCourseWork(userId, user.email, course.id);
  const at = { createdAt: testNow, expiresAt: new Date(testNow.getTime() + 1_000) };
  await db.session.create({
    data: {
      id: newId(),
      userId,
      method: 'password',
      provenAt: testNow,
      device: canary,
      network: canary,
      ...at,
    },
  });
  await db.verificationToken.create({
    data: { id: newId(), userId, purpose: 'verify_email', tokenHash: canary, personName: canary, ...at },
  });
  await db.identity.create({
    data: { id: newId(), userId, provider: 'github', subject: canary, label: canary, linkedAt: testNow },
  });
  await db.passkey.create({
    data: {
      id: newId(),
      userId,
      credentialId: canary,
      publicKey: Buffer.from(canary),
      transports: [canary],
      name: canary,
      createdAt: testNow,
    },
  });
  await db.apiKey.create({
    data: {
      id: newId(),
      userId,
      name: canary,
      prefix: canary,
      keyHash: canary,
      scopes: ['courses.read'],
      ...at,
    },
  });
  await db.totpFactor.create({ data: { userId, sealedSecret: canary, createdAt: testNow } });
  await db.recoveryCode.create({ data: { id: newId(), userId, codeHash: canary } });
  await db.emailChange.create({
    data: {
      id: newId(),
      userId,
      newEmail: `new.${canary}@lyceum.test`,
      requestedAt: testNow,
      expiresAt: testNow,
    },
  });
  await db.authChallenge.create({
    data: { id: newId(), userId, kind: 'step_up', challenge: canary, data: { said: canary }, ...at },
  });
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  await db.authChallenge.create({
    data: {
      id: newId(),
      kind: 'identity_link',
      challenge: canary,
      data: { email, label: canary, name: canary },
      ...at,
    },
  });
  await db.consent.create({
    data: { id: newId(), userId, kind: 'terms', version: '2026-11', givenAt: testNow },
  });
  await db.idempotencyRecord.create({
    data: {
      actorId: userId,
      key: canary,
      procedure: 'x',
      requestHash: 'x',
      response: { said: canary },
      createdAt: testNow,
    },
  });
  await db.outboxEvent.create({
    data: {
      id: newId(),
      name: 'auth/reset.requested',
      data: { userId, returnTo: canary },
      publishedAt: testNow,
    },
  });
  return { user, course, certificate };
}

/** What a person leaves who works on courses, or is invited into one. */
async function plantCourseWork(userId: string, email: string, courseId: string): Promise<void> {
  const db = testDb();
  const review = { courseId, askedById: userId, decidedById: userId, askedAt: testNow, decidedAt: testNow };
  await db.courseReviewRequest.create({
    data: { ...review, message: canary, comment: canary, decision: 'sent_back' },
  });
  await db.courseSchedule.create({
    data: { courseId, localTime: '2026-12-01T09:00', timeZone: canary, publishAt: testNow, setById: userId },
  });
  const times = { createdAt: testNow, sentAt: testNow, expiresAt: testNow };
  await db.courseInvitation.create({ data: { courseId, email, ...times } });
}
