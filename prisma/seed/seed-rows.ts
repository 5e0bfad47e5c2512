import type { Prisma } from '@/prisma/generated/client';

/** Every row of the demonstration school, by table, in an order in which they can be written. */
export interface SeedRows {
  readonly users: Prisma.UserCreateManyInput[];
  readonly profiles: Prisma.ProfileCreateManyInput[];
  readonly credentials: Prisma.CredentialCreateManyInput[];
  readonly assets: Prisma.AssetCreateManyInput[];
  readonly captions: Prisma.CaptionCreateManyInput[];
  readonly categories: Prisma.CategoryCreateManyInput[];
  readonly categoryNames: Prisma.CategoryNameCreateManyInput[];
  readonly courses: Prisma.CourseCreateManyInput[];
  readonly courseStaff: Prisma.CourseStaffCreateManyInput[];
  readonly sections: Prisma.SectionCreateManyInput[];
  readonly lessons: Prisma.LessonCreateManyInput[];
  readonly lessonVersions: Prisma.LessonVersionCreateManyInput[];
  readonly quizzes: Prisma.QuizCreateManyInput[];
  readonly questions: Prisma.QuestionCreateManyInput[];
  readonly choices: Prisma.ChoiceCreateManyInput[];
  readonly enrollments: Prisma.EnrollmentCreateManyInput[];
  readonly lessonProgress: Prisma.LessonProgressCreateManyInput[];
  readonly submissions: Prisma.SubmissionCreateManyInput[];
  readonly attempts: Prisma.AttemptCreateManyInput[];
  readonly answers: Prisma.AnswerCreateManyInput[];
  readonly reviews: Prisma.ReviewCreateManyInput[];
  readonly ratingSummaries: Prisma.RatingSummaryCreateManyInput[];
  readonly certificates: Prisma.CertificateCreateManyInput[];
}

/** Returns a school without anything in it. */
export function emptyRows(): SeedRows {
  return {
    users: [],
    profiles: [],
    credentials: [],
    assets: [],
    captions: [],
    categories: [],
    categoryNames: [],
    courses: [],
    courseStaff: [],
    sections: [],
    lessons: [],
    lessonVersions: [],
    quizzes: [],
    questions: [],
    choices: [],
    enrollments: [],
    lessonProgress: [],
    submissions: [],
    attempts: [],
    answers: [],
    reviews: [],
    ratingSummaries: [],
    certificates: [],
  };
}

/** The present of the demonstration: nothing in it is later, and everything before is the same on every machine. */
export const seedNow = new Date('2026-11-16T08:00:00.000Z');

/** Milliseconds of the steps in which the demonstration's time goes by. */
export const span = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Returns the time `ms` after another. */
export function later(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
