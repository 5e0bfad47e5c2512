import type { Prisma, PrismaClient } from '@/prisma/generated/client';
import { freezeCourse } from '../factories/freeze-course';
import { idOf } from '../factories/ids';
import type { SeedRows } from './seed-rows';

/** Any constant will do, as long as every seeding process takes the same one. */
const advisoryLockKey = 5_237_180_115;
const limits = { maxWait: 10_000, timeout: 60_000 } as const;

/** Lessons and their versions point at each other, so that the published version is set when both are there. */
const publishVersions = `
  UPDATE lessons SET published_version_id = version.id
  FROM lesson_versions version WHERE version.lesson_id = lessons.id`;

/** Who has finished a course finished its only version. */
const pinCompletions = `
  UPDATE enrollments SET completed_version_id = courses.published_version_id
  FROM courses WHERE courses.id = enrollments.course_id AND enrollments.completed_at IS NOT NULL`;

/** Everybody sees a course as it was published at first. */
async function publishFirst(
  tx: Prisma.TransactionClient,
  { slug, publishedAt }: Prisma.CourseCreateManyInput,
): Promise<void> {
  if (publishedAt == null) return;
  const createdAt = new Date(publishedAt);
  const { id: courseId } = await tx.course.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const id = idOf(`version/${slug}`, createdAt);
  await freezeCourse(tx, { id, courseId, number: 1, createdAt, createdById: null });
}

async function writeAll(tx: Prisma.TransactionClient, rows: SeedRows): Promise<void> {
  await tx.user.createMany({ data: rows.users });
  await tx.profile.createMany({ data: rows.profiles });
  await tx.credential.createMany({ data: rows.credentials });
  await tx.asset.createMany({ data: rows.assets });
  await tx.caption.createMany({ data: rows.captions });
  await tx.category.createMany({ data: rows.categories });
  await tx.categoryName.createMany({ data: rows.categoryNames });
  await tx.course.createMany({ data: rows.courses });
  await tx.courseStaff.createMany({ data: rows.courseStaff });
  await tx.section.createMany({ data: rows.sections });
  await tx.lesson.createMany({ data: rows.lessons });
  await tx.lessonVersion.createMany({ data: rows.lessonVersions });
  await tx.$executeRawUnsafe(publishVersions);
  for (const course of rows.courses) await publishFirst(tx, course);
  await tx.quiz.createMany({ data: rows.quizzes });
  await tx.question.createMany({ data: rows.questions });
  await tx.choice.createMany({ data: rows.choices });
  await tx.enrollment.createMany({ data: rows.enrollments });
  await tx.$executeRawUnsafe(pinCompletions);
  await tx.lessonProgress.createMany({ data: rows.lessonProgress });
  await tx.submission.createMany({ data: rows.submissions });
  await tx.attempt.createMany({ data: rows.attempts });
  await tx.answer.createMany({ data: rows.answers });
  await tx.review.createMany({ data: rows.reviews });
  await tx.ratingSummary.createMany({ data: rows.ratingSummaries });
  await tx.certificate.createMany({ data: rows.certificates });
}

/**
 * Writes all rows in one transaction if there is still no user; of several callers at once, one writes.
 *
 * @returns whether they were written
 */
export async function writeRowsWhenEmpty(db: PrismaClient, rows: SeedRows): Promise<boolean> {
  return await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${advisoryLockKey})`;
    if ((await tx.user.count()) > 0) return false;
    await writeAll(tx, rows);
    return true;
  }, limits);
}
