import { assessmentEvents } from '@/server/domains/assessments/events';
import { authEvents } from '@/server/domains/auth/events';
import { certificateEvents } from '@/server/domains/certificates/events';
import { contentEvents } from '@/server/domains/content/events';
import { courseEvents } from '@/server/domains/courses/events';
import { enrollmentEvents } from '@/server/domains/enrollments/events';
import { gamificationEvents } from '@/server/domains/gamification/events';
import { mediaEvents } from '@/server/domains/media/events';
import { privacyEvents } from '@/server/domains/privacy/events';
import { userEvents } from '@/server/domains/users/events';

/** Every event the platform knows, by its definition. A domain's events become part of it here. */
export const eventCatalogue = [
  ...Object.values(assessmentEvents),
  ...Object.values(authEvents),
  ...Object.values(certificateEvents),
  ...Object.values(contentEvents),
  ...Object.values(courseEvents),
  ...Object.values(enrollmentEvents),
  ...Object.values(gamificationEvents),
  ...Object.values(mediaEvents),
  ...Object.values(privacyEvents),
  ...Object.values(userEvents),
] as const;

/** The name of any known event. */
export type EventName = (typeof eventCatalogue)[number]['name'];
