import { randomBytes } from 'node:crypto';
import { certificateErrors } from '@/server/domains/certificates/errors';
import { certificateEvents } from '@/server/domains/certificates/events';
import { insertCertificate, selectOfLearner } from '@/server/domains/certificates/repo';
import { codeFrom } from '@/server/domains/certificates/rules/code';
import { findCourses, findVersionHeads } from '@/server/domains/courses';
import { findEnrollment } from '@/server/domains/enrollments';
import { findPeople } from '@/server/domains/users';
import type { UseCaseContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

/** What was completed before anybody kept versions was the first. */
const firstVersion = 1;

/** The certificate that stands after issuing, whoever issued it. */
export type Issued = { readonly certificateId: string; readonly code: string; readonly isNew: boolean };

/**
 * Issues the certificate of a completed enrollment. However often and however concurrently it is called, there is one
 * certificate and one `certificate/issued` event; what it says is copied from the record now and never changes.
 *
 * @throws AppError `certificates/course_not_completed` also for who has lost access.
 */
export async function issueCertificate(
  ctx: Pick<UseCaseContext, 'db' | 'clock'>,
  input: { enrollmentId: string },
): Promise<Issued> {
  const enrollment = await findEnrollment(ctx.db, input.enrollmentId);
  if (enrollment === null || enrollment.completedAt === null || enrollment.revokedAt !== null) {
    throw new AppError(certificateErrors.course_not_completed);
  }
  const { userId, courseId, completedAt, completedVersionId } = enrollment;
  const course = (await findCourses(ctx.db, [courseId])).get(courseId);
  const people = await findPeople(ctx.db, [userId, ...(course?.instructorIds ?? [])]);
  const versionIds = completedVersionId === null ? [] : [completedVersionId];
  const version = (await findVersionHeads(ctx.db, versionIds)).get(completedVersionId ?? '');
  const learner = people.get(userId);
  if (course === undefined || learner === undefined)
    throw new AppError(certificateErrors.course_not_completed);

  const row = {
    id: newId(),
    code: codeFrom(randomBytes(12)),
    userId,
    courseId,
    curriculumVersion: version?.number ?? firstVersion,
    learnerName: learner.name,
    courseTitle: course.title,
    instructorName: people.get(course.instructorIds[0] ?? '')?.name ?? '',
    completedAt,
    issuedAt: ctx.clock.now(),
  };
  return await transact(ctx.db, async (tx) => {
    if (await insertCertificate(tx, row)) {
      const { id: certificateId, code } = row;
      await emit(tx, certificateEvents.issued, { certificateId, code, userId, courseId });
      return { certificateId, code, isNew: true };
    }
    const earlier = await selectOfLearner(tx, userId, courseId);
    if (earlier === null) throw new AppError(certificateErrors.not_found);
    return { certificateId: earlier.id, code: earlier.code, isNew: false };
  });
}
