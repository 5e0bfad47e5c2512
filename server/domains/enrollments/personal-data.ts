import { type Eraser, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** What a person learns and how far they are, for the copy of their data. */
export const enrollmentAreas: readonly PersonalArea[] = [
  {
    name: 'enrolments',
    tables: ['enrollments', 'lesson_progress'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.enrollment.findMany({
          where: { userId, id: after },
          select: {
            id: true,
            enrolledAt: true,
            completedAt: true,
            completedVersion: { select: { number: true } },
            revokedAt: true,
            lastActivityAt: true,
            course: { select: { id: true, slug: true, title: true } },
            progress: {
              select: {
                startedAt: true,
                completedAt: true,
                positionMs: true,
                watchedMs: true,
                lesson: { select: { id: true, title: true } },
              },
              orderBy: [{ startedAt: 'asc' }, { lessonId: 'asc' }],
            },
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Removes what a person learnt here: enrolments, progress, and the attempts that hang on them. */
export const eraseLearning: Eraser = async (tx, userId) => {
  await tx.enrollment.deleteMany({ where: { userId } });
};
