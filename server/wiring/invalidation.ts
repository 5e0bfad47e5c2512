import { certificateEvents } from '@/server/domains/certificates/events';
import { courseEvents } from '@/server/domains/courses/events';
import { userEvents } from '@/server/domains/users/events';
import { tag } from '@/server/platform/cache';
import type { EmittedEvent } from '@/server/platform/events';
import type { EventName } from '@/server/wiring/events';

/** Which cached answers an event ends. */
type Decision = (data: unknown) => readonly string[];

const nothing: Decision = () => [];

/** One decision for every event: an event without a line here does not compile. */
const decisions: Record<EventName, Decision> = {
  'assessment/attempt.graded': nothing,
  'auth/verification.requested': nothing,
  'auth/registration.repeated': nothing,
  'auth/reset.requested': nothing,
  'auth/magic_link.requested': nothing,
  'auth/password.changed': nothing,
  'auth/security.noticed': nothing,
  'auth/email_change.requested': nothing,
  'certificate/issued': (data) => [tag.certificate(certificateEvents.issued.schema.parse(data).code)],
  'course/staff.changed': (data) => [tag.course(courseEvents.staffChanged.schema.parse(data).courseId)],
  'certificate/removed': (data) => [tag.certificate(certificateEvents.removed.schema.parse(data).code)],
  // Public pages say nothing of how many learn, so a new learner changes none of them.
  'enrollment/granted': nothing,
  'enrollment/lesson.completed': nothing,
  'enrollment/course.completed': nothing,
  'auth/invitation.ordered': nothing,
  'auth/invitation.accepted': nothing,
  'auth/account.opened_by_identity': nothing,
  'user/registered': nothing,
  'user/suspended': nothing,
  'user/restored': nothing,
  'media/asset.uploaded': nothing,
  'media/files.dropped': nothing,
  'privacy/export.requested': nothing,
  'privacy/export.ready': nothing,
  'privacy/erasure.requested': nothing,
  'privacy/erasure.due': nothing,
  'user/erased': (data) =>
    userEvents.erased.schema.parse(data).courseIds.flatMap((id) => [tag.course(id), tag.rating(id)]),
};

/** Returns the tags whose cached answers these events end. */
export function tagsToExpire(events: readonly EmittedEvent[]): string[] {
  return events.flatMap((event) => (isKnown(event.name) ? decisions[event.name](event.data) : []));
}

function isKnown(name: string): name is EventName {
  return Object.hasOwn(decisions, name);
}
