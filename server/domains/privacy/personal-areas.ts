import { assessmentAreas } from '@/server/domains/assessments';
import { authAreas } from '@/server/domains/auth';
import { certificateAreas } from '@/server/domains/certificates';
import { courseAreas } from '@/server/domains/courses';
import { enrollmentAreas } from '@/server/domains/enrollments';
import { gamificationAreas } from '@/server/domains/gamification';
import { mediaAreas } from '@/server/domains/media';
import { notificationAreas } from '@/server/domains/notifications';
import { reviewAreas } from '@/server/domains/reviews';
import { userAreas } from '@/server/domains/users';
import { auditArea } from '@/server/platform/audit/personal-data';
import { onePage, type PersonalArea, pagesById } from '@/server/platform/personal-data';

const ownAreas: readonly PersonalArea[] = [
  {
    name: 'consents',
    tables: ['consents'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.consent.findMany({
          where: { userId, id: after },
          omit: { userId: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'copies-of-your-data',
    tables: ['data_exports'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.dataExport.findMany({
          where: { userId, id: after },
          omit: { userId: true, key: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'erasure',
    tables: ['erasures'],
    pages: (conn, userId) => onePage(conn.erasure.findUnique({ where: { userId }, omit: { userId: true } })),
  },
];

/** Everything the platform has about a person, one file each in the copy they get. */
export const personalAreas: readonly PersonalArea[] = [
  ...userAreas,
  ...authAreas,
  ...ownAreas,
  ...courseAreas,
  ...mediaAreas,
  ...enrollmentAreas,
  ...assessmentAreas,
  ...reviewAreas,
  ...certificateAreas,
  ...gamificationAreas,
  ...notificationAreas,
  auditArea,
];

/** Tables with personal data that are in no copy, each with its reason. */
export const notInCopies: Readonly<Record<string, string>> = {
  auth_challenges:
    'steps of a sign-in that are over within half an hour; what a provider said of a person is kept no longer than that, and at most until the next night',
  idempotency_records: 'repeated answers, kept for a week; what they say is in the other files',
};
