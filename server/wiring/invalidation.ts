import { certificateEvents } from '@/server/domains/certificates/events';
import { contentEvents } from '@/server/domains/content/events';
import { courseEvents } from '@/server/domains/courses/events';
import { gamificationEvents } from '@/server/domains/gamification/events';
import { userEvents } from '@/server/domains/users/events';
import { tag } from '@/server/platform/cache';
import type { EmittedEvent } from '@/server/platform/events';
import type { EventName } from '@/server/wiring/events';

/** Which cached answers an event ends. */
type Decision = (data: unknown) => readonly string[];

const nothing: Decision = () => [];

/** A course that the public does not see is in no cached answer. */
const publicCourse = ({ courseId, isPublic }: { courseId: string; isPublic: boolean }): string[] =>
  isPublic ? [tag.course(courseId), tag.catalogue()] : [];

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
  'certificate/issued': (data) => {
    const { code, userId } = certificateEvents.issued.schema.parse(data);
    return [tag.certificate(code), tag.person(userId)];
  },
  'course/staff.changed': (data) => {
    const { courseId, userId } = courseEvents.staffChanged.schema.parse(data);
    return [tag.course(courseId), tag.person(userId), tag.catalogue()];
  },
  'content/outline.changed': (data) => publicCourse(contentEvents.outlineChanged.schema.parse(data)),
  // No cached page says when a session is.
  'content/session.moved': nothing,
  'course/changed': (data) => {
    const change = courseEvents.changed.schema.parse(data);
    return [...publicCourse(change), ...change.teacherIds.map((id) => tag.person(id))];
  },
  'course/invitation.ordered': nothing,
  'course/review.asked': nothing,
  'course/review.decided': nothing,
  'course/publish.scheduled': nothing,
  'certificate/removed': (data) => [tag.certificate(certificateEvents.removed.schema.parse(data).code)],
  // How many learn stands on pages of teachers only, and may be an hour old there.
  'enrollment/granted': nothing,
  'enrollment/lesson.completed': nothing,
  'enrollment/course.completed': nothing,
  'gamification/badge.granted': (data) => [
    tag.person(gamificationEvents.badgeGranted.schema.parse(data).userId),
  ],
  'auth/invitation.ordered': nothing,
  'auth/invitation.accepted': nothing,
  'auth/account.opened_by_identity': nothing,
  'user/registered': nothing,
  'user/suspended': (data) => [tag.person(userEvents.suspended.schema.parse(data).userId)],
  'user/restored': (data) => [tag.person(userEvents.restored.schema.parse(data).userId)],
  'user/profile.changed': (data) => {
    const { userId, courseIds, isTeacher, hasMoved } = userEvents.profileChanged.schema.parse(data);
    return [
      tag.person(userId),
      ...courseIds.flatMap((id) => [tag.course(id), tag.rating(id)]),
      // Lists of courses name who teaches them.
      ...(isTeacher ? [tag.catalogue()] : []),
      ...(hasMoved ? [tag.handles()] : []),
    ];
  },
  // It follows upon a change that has ended them.
  'user/picture.dropped': nothing,
  'media/asset.uploaded': nothing,
  // The course that shows it says so itself.
  'media/picture.ready': nothing,
  'media/poster.wanted': nothing,
  'media/files.dropped': nothing,
  'privacy/export.requested': nothing,
  'privacy/export.ready': nothing,
  'privacy/erasure.requested': nothing,
  'privacy/erasure.due': nothing,
  'user/erased': (data) => {
    const { userId, courseIds } = userEvents.erased.schema.parse(data);
    return [
      ...[tag.person(userId), tag.handles(), tag.catalogue()],
      ...courseIds.flatMap((id) => [tag.course(id), tag.rating(id)]),
    ];
  },
};

/** Returns the tags whose cached answers these events end. */
export function tagsToExpire(events: readonly EmittedEvent[]): string[] {
  return events.flatMap((event) => (isKnown(event.name) ? decisions[event.name](event.data) : []));
}

function isKnown(name: string): name is EventName {
  return Object.hasOwn(decisions, name);
}
