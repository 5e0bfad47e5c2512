import { type Eraser, onePage, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** More than anybody decides for single learners. */
const mostDecisions = 10_000;

/** What a person learns and how far they are, for the copy of their data. */
export const enrollmentAreas: readonly PersonalArea[] = [
  {
    name: 'enrolments',
    tables: ['enrollments', 'lesson_progress', 'release_overrides'],
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
            cohort: { select: { id: true, name: true } },
            overrides: {
              select: {
                ...{ opens: true, until: true, reason: true, setAt: true },
                lesson: { select: { id: true, title: true } },
              },
              orderBy: { lessonId: 'asc' },
            },
            progress: {
              select: {
                startedAt: true,
                completedAt: true,
                positionMs: true,
                watchedMs: true,
                bestScoreBp: true,
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
  {
    name: 'lessons-opened-for-others',
    tables: ['release_overrides'],
    pages: (conn, userId) =>
      onePage(
        conn.releaseOverride.findMany({
          where: { setById: userId },
          select: {
            ...{ opens: true, until: true, reason: true, setAt: true },
            lesson: { select: { id: true, title: true, course: { select: { title: true } } } },
          },
          orderBy: [{ setAt: 'asc' }, { enrollmentId: 'asc' }, { lessonId: 'asc' }],
          take: mostDecisions,
        }),
      ),
  },
];

/**
 * Removes what a person learnt here: enrolments, progress, what was decided about them, and the attempts that hang on them. What
 * they decided about others stands, without their name and their words.
 */
export const eraseLearning: Eraser = async (tx, userId) => {
  await tx.releaseOverride.updateMany({ where: { setById: userId }, data: { setById: null, reason: '' } });
  await tx.enrollment.deleteMany({ where: { userId } });
};
