import { createHash } from 'node:crypto';
import { codeFrom } from '@/server/domains/certificates/rules/code';
import { answerRow, attemptRow } from '../factories/assessments';
import { createFactoryContext, type FactoryContext } from '../factories/context';
import { idOf } from '../factories/ids';
import {
  certificateRow,
  enrollmentRow,
  lessonProgressRow,
  ratingSummaryRow,
  reviewRow,
} from '../factories/learning';
import { createRandom, type Random } from '../factories/random';
import { answerQuiz } from './answer-quiz';
import type { SeedCourse, SeedLesson } from './build-courses';
import type { LearningPlan } from './plan-learning';
import { later, type SeedRows, seedNow, span } from './seed-rows';

const mostAttempts = 4;
const certificateDelayMs = 4_000;

/** One learner in one course: what they have done, and what time it is for them. */
interface Journey {
  readonly rows: SeedRows;
  readonly plan: LearningPlan;
  readonly enrollmentId: string;
  readonly random: Random;
  readonly context: FactoryContext;
  /** Name that the ids of this journey begin with. */
  readonly name: string;
  /** May run ahead of `seedNow`; what would happen then has not happened. */
  now: Date;
  activeAt: Date;
  lastLessonId: string | null;
}

/** Goes on at once, or another day. */
function takeTime(journey: Journey, ms: number): Date {
  journey.now = later(journey.now, ms);
  return journey.now;
}

function rest({ random }: Journey): number {
  return random.chance(0.6) ? random.int(1, 9) * span.minute : random.int(10, 5 * 24) * span.hour;
}

/** Returns whether the quiz was passed; who fails tries again a little wiser, a few times. */
function takeQuiz(journey: Journey, quiz: NonNullable<SeedLesson['quiz']>, minutes: number): boolean {
  const { rows, plan, context, random, enrollmentId, name } = journey;
  for (let number = 1; number <= mostAttempts; number += 1) {
    const startedAt = takeTime(journey, random.int(1, 20) * span.minute);
    const submittedAt = takeTime(journey, Math.round(minutes * span.minute * (0.6 + random.next() * 0.8)));
    if (submittedAt > seedNow) return false;
    const outcome = answerQuiz(quiz, Math.min(0.99, plan.ability + 0.1 * (number - 1)), random);
    const { scoreBp, isPassed } = outcome;
    const id = idOf(`attempt/${name}/${quiz.id}/${number}`, startedAt);
    const result = { startedAt, submittedAt, gradedAt: submittedAt, scoreBp, isPassed };
    const row = attemptRow(context, {
      id,
      quizId: quiz.id,
      userId: plan.learner.id,
      enrollmentId,
      number,
      questionIds: quiz.questions.map((question) => question.id),
      passPercent: quiz.passPercent,
      ...result,
    });
    rows.attempts.push(row);
    const stepMs = (submittedAt.getTime() - startedAt.getTime()) / (outcome.answers.length + 1);
    for (const [index, answer] of outcome.answers.entries()) {
      const answeredAt = later(startedAt, Math.round(stepMs * (index + 1)));
      rows.answers.push(answerRow(context, { attemptId: id, ...answer, seq: index + 1, answeredAt }));
    }
    if (isPassed) return true;
  }
  return false;
}

const handIns = [
  'The menu of our club’s page could not be opened without a mouse. It is a button now, and Tab, Enter and Escape do the rest.',
  'I chose the form with which people book a room. Its errors were red and nothing more: now they are said in words, beside the field.',
  'Three pictures had no words, the contrast of the hints was 2.9 to 1, and the heading jumped from 1 to 4. I tested it with NVDA and at 400 percent.',
] as const;

/** Hands in what completes the lesson; some is looked at already. */
function handIn(journey: Journey, lesson: SeedLesson): void {
  const { rows, plan, random, enrollmentId, name, now: submittedAt } = journey;
  const lookedAt = later(submittedAt, random.int(4, 60) * span.hour);
  const isPassed = random.chance(0.6) && lookedAt <= seedNow;
  const verdict = {
    gradedAt: lookedAt,
    gradedById: plan.course.owner.id,
    feedbackMd: 'Well tested. Thank you.',
  };
  rows.submissions.push({
    id: idOf(`submission/${name}/${lesson.id}`, submittedAt),
    ...{ courseId: plan.course.id, lessonId: lesson.id, userId: plan.learner.id, enrollmentId, number: 1 },
    ...{ textMd: random.pick(handIns), createdAt: submittedAt, submittedAt },
    ...(isPassed ? { status: 'passed' as const, ...verdict } : { status: 'submitted' as const }),
  });
}

/** Returns whether the lesson is done; the journey's time moves on. */
function takeLesson(journey: Journey, lesson: SeedLesson): boolean {
  const { rows, enrollmentId, context, random } = journey;
  const startedAt = takeTime(journey, rest(journey));
  if (startedAt > seedNow) return false;
  journey.activeAt = startedAt;
  journey.lastLessonId = lesson.id;
  const isDone = lesson.quiz
    ? takeQuiz(journey, lesson.quiz, lesson.minutes)
    : takeTime(journey, Math.round(lesson.minutes * span.minute * (0.7 + random.next() * 0.8))) <= seedNow;
  if (isDone) journey.activeAt = journey.now;
  if (isDone && lesson.isHandedIn) handIn(journey, lesson);
  const watched = lesson.videoMs ?? 0;
  const isWatched = isDone && watched > 0;
  rows.lessonProgress.push(
    lessonProgressRow(context, {
      ...{ enrollmentId, lessonId: lesson.id, startedAt, completedAt: isDone ? journey.now : null },
      ...(isWatched ? { positionMs: watched, watchedMs: [0, watched], beatAt: journey.now } : {}),
    }),
  );
  return isDone;
}

function issueCertificate({ rows, plan, context, name, activeAt: completedAt }: Journey): void {
  const { learner, course } = plan;
  rows.certificates.push(
    certificateRow(context, {
      id: idOf(`certificate/${name}`, completedAt),
      code: codeFrom(createHash('sha256').update(`certificate/${name}`).digest()),
      ...{
        userId: learner.id,
        courseId: course.id,
        completedAt,
        issuedAt: later(completedAt, certificateDelayMs),
      },
      ...{ learnerName: learner.name, courseTitle: course.title, instructorName: course.owner.name },
    }),
  );
}

function addReview({ rows, plan, context, random, name, activeAt }: Journey): void {
  if (plan.review === null) return;
  const writtenMs = later(activeAt, random.int(1, 48) * span.hour).getTime();
  const createdAt = new Date(Math.min(writtenMs, seedNow.getTime()));
  const { learner, course, review } = plan;
  const id = idOf(`review/${name}`, createdAt);
  const times = { createdAt, updatedAt: createdAt };
  rows.reviews.push(reviewRow(context, { id, courseId: course.id, userId: learner.id, ...review, ...times }));
}

function takeCourse(rows: SeedRows, plan: LearningPlan): void {
  const { learner, course, enrolledAt } = plan;
  const name = `${learner.email}/${course.slug}`;
  const enrollmentId = idOf(`enrollment/${name}`, enrolledAt);
  const context = createFactoryContext({ now: enrolledAt, namespace: name });
  const random = createRandom(`journey ${name}`);
  const journey: Journey = {
    ...{ rows, plan, enrollmentId, random, context, name },
    ...{ now: enrolledAt, activeAt: enrolledAt, lastLessonId: null },
  };
  const wanted = course.lessons.slice(0, Math.floor(course.lessons.length * plan.share));
  const isCompleted = countDone(journey, wanted) === course.lessons.length;
  const { activeAt, lastLessonId } = journey;
  rows.enrollments.push(
    enrollmentRow(context, {
      ...{ id: enrollmentId, userId: learner.id, courseId: course.id, lastLessonId },
      ...{ lastActivityAt: activeAt, completedAt: isCompleted ? activeAt : null },
    }),
  );
  if (isCompleted) issueCertificate(journey);
  addReview(journey);
}

function countDone(journey: Journey, lessons: readonly SeedLesson[]): number {
  const stoppedAt = lessons.findIndex((lesson) => !takeLesson(journey, lesson));
  return stoppedAt === -1 ? lessons.length : stoppedAt;
}

/** Lets every plan happen: enrollments, progress, attempts, certificates and reviews, none later than `seedNow`. */
export function buildActivity(
  rows: SeedRows,
  plans: readonly LearningPlan[],
  courses: readonly SeedCourse[],
): void {
  for (const plan of plans) takeCourse(rows, plan);
  for (const { id } of courses) {
    const ratings = rows.reviews.filter(({ courseId }) => courseId === id).map(({ rating }) => rating);
    if (ratings.length > 0) rows.ratingSummaries.push(ratingSummaryRow(id, ratings));
  }
}
