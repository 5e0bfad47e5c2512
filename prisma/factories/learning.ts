import type { Prisma } from '@/prisma/generated/client';
import type { FactoryContext, Values } from './context';

/** An active enrollment with nothing done yet. */
export function enrollmentRow(
  context: FactoryContext,
  values: Values<Prisma.EnrollmentCreateManyInput, 'userId' | 'courseId'>,
) {
  const number = context.count('enrollment');
  return {
    id: context.id('enrollment', number),
    enrolledAt: context.now,
    lastActivityAt: context.now,
    ...values,
  } satisfies Prisma.EnrollmentCreateManyInput;
}

/** A completed lesson. */
export function lessonProgressRow(
  context: FactoryContext,
  values: Values<Prisma.LessonProgressCreateManyInput, 'enrollmentId' | 'lessonId'>,
) {
  return {
    startedAt: context.now,
    completedAt: context.now,
    watchedMs: [],
    ...values,
  } satisfies Prisma.LessonProgressCreateManyInput;
}

/** A review with five stars; its course's summary is a row of its own. */
export function reviewRow(
  context: FactoryContext,
  values: Values<Prisma.ReviewCreateManyInput, 'courseId' | 'userId'>,
) {
  const number = context.count('review');
  return {
    id: context.id('review', number),
    rating: 5,
    text: 'Clear and to the point.',
    createdAt: context.now,
    updatedAt: context.now,
    ...values,
  } satisfies Prisma.ReviewCreateManyInput;
}

/** The counts per star that belong to a course's ratings. */
export function ratingSummaryRow(courseId: string, ratings: readonly number[]) {
  const count = (stars: number) => ratings.filter((rating) => rating === stars).length;
  return {
    courseId,
    count1: count(1),
    count2: count(2),
    count3: count(3),
    count4: count(4),
    count5: count(5),
  } satisfies Prisma.RatingSummaryCreateManyInput;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An issued certificate whose PDF is not stored yet. */
export function certificateRow(
  context: FactoryContext,
  values: Values<Prisma.CertificateCreateManyInput, 'userId' | 'courseId'>,
) {
  const number = context.count('certificate');
  return {
    id: context.id('certificate', number),
    code: `TEST-0000-00${crockford.charAt(number >> 5)}${crockford.charAt(number & 31)}`,
    learnerName: 'A Learner',
    courseTitle: 'A course',
    instructorName: 'An Instructor',
    completedAt: context.now,
    issuedAt: context.now,
    ...values,
  } satisfies Prisma.CertificateCreateManyInput;
}

/** An event in the outbox that nobody has published. */
export function outboxEventRow(
  context: FactoryContext,
  values: Values<Prisma.OutboxEventCreateManyInput> = {},
) {
  const number = context.count('outboxEvent');
  return {
    id: context.id('outboxEvent', number),
    name: 'enrollment/course.completed',
    data: {},
    createdAt: context.now,
    ...values,
  } satisfies Prisma.OutboxEventCreateManyInput;
}
