import { analyticsRouter } from '@/server/domains/analytics/router';
import { assessmentsRouter } from '@/server/domains/assessments/router';
import { auditRouter } from '@/server/domains/audit/router';
import { authRouter } from '@/server/domains/auth/router';
import { certificatesRouter } from '@/server/domains/certificates/router';
import { contentRouter } from '@/server/domains/content/router';
import { coursesRouter } from '@/server/domains/courses/router';
import { enrollmentsRouter } from '@/server/domains/enrollments/router';
import { exchangeRouter } from '@/server/domains/exchange/router';
import { gamificationRouter } from '@/server/domains/gamification/router';
import { libraryRouter } from '@/server/domains/library/router';
import { mediaRouter } from '@/server/domains/media/router';
import { notificationsRouter } from '@/server/domains/notifications/router';
import { peopleRouter } from '@/server/domains/people/router';
import { privacyRouter } from '@/server/domains/privacy/router';
import { profilesRouter } from '@/server/domains/profiles/router';
import { studioRouter } from '@/server/domains/studio/router';
import { router } from '@/server/trpc/procedures';

/** Every procedure of the platform, one router a domain. */
export const appRouter = router({
  analytics: analyticsRouter,
  assessments: assessmentsRouter,
  audit: auditRouter,
  auth: authRouter,
  certificates: certificatesRouter,
  content: contentRouter,
  courses: coursesRouter,
  enrollments: enrollmentsRouter,
  exchange: exchangeRouter,
  gamification: gamificationRouter,
  library: libraryRouter,
  media: mediaRouter,
  notifications: notificationsRouter,
  people: peopleRouter,
  privacy: privacyRouter,
  profiles: profilesRouter,
  studio: studioRouter,
});

/** The type clients are made from. */
export type AppRouter = typeof appRouter;
