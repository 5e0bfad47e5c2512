import type { Prisma, PrismaClient, User } from '@/prisma/generated/client';
import { answerRow, attemptRow, choiceRow, questionRow, quizRow } from './assessments';
import {
  assetRow,
  categoryNameRow,
  categoryRow,
  courseRow,
  courseStaffRow,
  lessonRow,
  lessonVersionRow,
  sectionRow,
  videoAssetRow,
} from './catalog';
import { createFactoryContext, type FactoryContext, type Values } from './context';
import { freezeCourse } from './freeze-course';
import {
  certificateRow,
  enrollmentRow,
  lessonProgressRow,
  outboxEventRow,
  ratingSummaryRow,
  reviewRow,
} from './learning';
import {
  credentialRow,
  mailDeliveryRow,
  notificationRow,
  profileRow,
  userRow,
  verificationTokenRow,
} from './people';

/** What a lesson of `factory.course` is: an article, a video of a minute, or a quiz of two questions. */
export type LessonSpec = 'article' | 'video' | 'quiz';

/** What may be said about a course and the lessons of its one section. */
export interface CourseSpec extends Values<Omit<Prisma.CourseCreateManyInput, 'categoryId'>> {
  readonly categoryId?: string;
  readonly owner?: User;
  readonly lessons?: readonly LessonSpec[];
}

/**
 * Saves whole, plausible things with one call each; a test names only what it is about.
 *
 * Rows are the same in every run: ids, names and times come from counters and the given time.
 */
export class Factory {
  readonly context: FactoryContext;
  readonly #db: PrismaClient;

  constructor(db: PrismaClient, options: { now: Date; namespace?: string }) {
    this.#db = db;
    this.context = createFactoryContext({ now: options.now, namespace: options.namespace ?? 'test' });
  }

  /** A person with profile and password (`testPassword`), their address verified; a learner unless said otherwise. */
  async user(values: Values<Prisma.UserCreateManyInput> = {}) {
    const user = await this.#db.user.create({ data: userRow(this.context, values) });
    await this.#db.profile.create({ data: profileRow(this.context, { userId: user.id }) });
    await this.#db.credential.create({ data: credentialRow(this.context, { userId: user.id }) });
    return user;
  }

  /** An unused verification token of a user. */
  async verificationToken(values: Values<Prisma.VerificationTokenCreateManyInput, 'userId'>) {
    return await this.#db.verificationToken.create({ data: verificationTokenRow(this.context, values) });
  }

  /** A category with an English name. */
  async category(values: Values<Prisma.CategoryCreateManyInput> = {}) {
    const category = await this.#db.category.create({ data: categoryRow(this.context, values) });
    await this.#db.categoryName.create({ data: categoryNameRow(this.context, { categoryId: category.id }) });
    return category;
  }

  /**
   * A published course with an owner and one section of lessons (three articles unless said otherwise). Everybody sees it as
   * it is now; what is changed in its rows afterwards is seen after `publish`.
   */
  async course({
    owner,
    lessons = ['article', 'article', 'article'],
    categoryId,
    ...values
  }: CourseSpec = {}) {
    const course = await this.#db.course.create({
      data: courseRow(this.context, { ...values, categoryId: categoryId ?? (await this.category()).id }),
    });
    const staff = owner ?? (await this.user({ role: 'instructor' }));
    await this.#db.courseStaff.create({
      data: courseStaffRow(this.context, { courseId: course.id, userId: staff.id }),
    });
    const section = await this.section({ courseId: course.id });
    const saved = [];
    for (const kind of lessons)
      saved.push(await this.lesson({ courseId: course.id, sectionId: section.id, kind }));
    if (course.publishedAt !== null) await this.publish(course.id);
    return { ...course, owner: staff, section, lessons: saved };
  }

  /** The next published version of a course: everybody sees it as its rows are now. */
  async publish(courseId: string, createdById: string | null = null): Promise<string> {
    const number = this.context.count(`version of ${courseId}`);
    const id = this.context.id('courseVersion', this.context.count('courseVersion'));
    const createdAt = this.context.now;
    await freezeCourse(this.#db, { id, courseId, number, createdAt, createdById });
    return id;
  }

  /** A section at the end of a course. */
  async section(values: Values<Prisma.SectionCreateManyInput, 'courseId'>) {
    return await this.#db.section.create({ data: sectionRow(this.context, values) });
  }

  /** A lesson at the end of a section, with words, its video or its quiz. A published course is published again with it. */
  async lesson(values: Values<Prisma.LessonCreateManyInput, 'courseId' | 'sectionId'>) {
    const row = lessonRow(this.context, values);
    await this.#db.lesson.create({ data: row });
    const video =
      row.kind === 'video' ? await this.#db.asset.create({ data: videoAssetRow(this.context) }) : null;
    const version = await this.#db.lessonVersion.create({
      data: lessonVersionRow(this.context, { lessonId: row.id, assetId: video?.id ?? null }),
    });
    const quiz = row.kind === 'quiz' ? await this.quiz({ courseId: row.courseId, lessonId: row.id }) : null;
    const { course, ...lesson } = await this.#db.lesson.update({
      where: { id: row.id },
      data: { publishedVersionId: version.id, updatedAt: row.updatedAt },
      include: { course: { select: { publishedVersionId: true } } },
    });
    if (course.publishedVersionId !== null) await this.publish(row.courseId);
    return { ...lesson, version, video, quiz };
  }

  /** A quiz with one question of one right answer and one of two; the right choices come first. */
  async quiz(values: Values<Prisma.QuizCreateManyInput, 'courseId' | 'lessonId'>) {
    const quiz = await this.#db.quiz.create({ data: quizRow(this.context, values) });
    const single = await this.question({ quizId: quiz.id, kind: 'single' }, [true, false, false]);
    const multiple = await this.question({ quizId: quiz.id, kind: 'multiple' }, [true, true, false, false]);
    return { ...quiz, questions: [single, multiple] as const };
  }

  /** A question at the end of a quiz, with one choice for each flag. */
  async question(values: Values<Prisma.QuestionCreateManyInput, 'quizId'>, correct: readonly boolean[]) {
    const question = await this.#db.question.create({ data: questionRow(this.context, values) });
    const choices = correct.map((isCorrect) =>
      choiceRow(this.context, { questionId: question.id, isCorrect }),
    );
    return { ...question, choices: await this.#db.choice.createManyAndReturn({ data: choices }) };
  }

  /** A ready public picture. */
  async image(values: Values<Prisma.AssetCreateManyInput> = {}) {
    return await this.#db.asset.create({ data: assetRow(this.context, values) });
  }

  /** An active enrollment; the learner is a new one unless given. */
  async enrollment(
    values: Values<Omit<Prisma.EnrollmentCreateManyInput, 'userId'>, 'courseId'> & { userId?: string },
  ) {
    const userId = values.userId ?? (await this.user()).id;
    return await this.#db.enrollment.create({ data: enrollmentRow(this.context, { ...values, userId }) });
  }

  /** A completed lesson of an enrollment. */
  async lessonProgress(values: Values<Prisma.LessonProgressCreateManyInput, 'enrollmentId' | 'lessonId'>) {
    return await this.#db.lessonProgress.create({ data: lessonProgressRow(this.context, values) });
  }

  /** An open attempt. */
  async attempt(values: Values<Prisma.AttemptCreateManyInput, 'quizId' | 'userId' | 'enrollmentId'>) {
    return await this.#db.attempt.create({ data: attemptRow(this.context, values) });
  }

  /** A saved answer. */
  async answer(values: Values<Prisma.AnswerCreateManyInput, 'attemptId' | 'questionId' | 'choiceIds'>) {
    return await this.#db.answer.create({ data: answerRow(this.context, values) });
  }

  /** A review, counted in its course's summary. */
  async review(values: Values<Prisma.ReviewCreateManyInput, 'courseId' | 'userId'>) {
    const review = await this.#db.review.create({ data: reviewRow(this.context, values) });
    const where = { courseId: review.courseId };
    const ratings = await this.#db.review.findMany({ where, select: { rating: true } });
    const { courseId, ...counts } = ratingSummaryRow(
      review.courseId,
      ratings.map(({ rating }) => rating),
    );
    await this.#db.ratingSummary.upsert({ where, create: { courseId, ...counts }, update: counts });
    return review;
  }

  /** An issued certificate. */
  async certificate(values: Values<Prisma.CertificateCreateManyInput, 'userId' | 'courseId'>) {
    return await this.#db.certificate.create({ data: certificateRow(this.context, values) });
  }

  /** An unread notification. */
  async notification(values: Values<Prisma.NotificationCreateManyInput, 'userId'>) {
    return await this.#db.notification.create({ data: notificationRow(this.context, values) });
  }

  /** A mail that is owed and not yet sent. */
  async mailDelivery(values: Values<Prisma.MailDeliveryCreateManyInput> = {}) {
    return await this.#db.mailDelivery.create({ data: mailDeliveryRow(this.context, values) });
  }

  /** An event that waits in the outbox. */
  async outboxEvent(values: Values<Prisma.OutboxEventCreateManyInput> = {}) {
    return await this.#db.outboxEvent.create({ data: outboxEventRow(this.context, values) });
  }
}
