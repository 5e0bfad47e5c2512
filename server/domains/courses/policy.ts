import {
  type CoursePermission,
  coursePermissions,
  type StaffRole,
  staffRoles,
} from '@/server/domains/courses/contract';
import type { Actor, UserActor } from '@/server/platform/actor';
import { roleMay } from '@/server/platform/permissions';

/** Somebody's place in the staff of a course. */
export type StaffPlace = { readonly role: StaffRole; readonly permissions: readonly string[] };

/** What a place gives by itself. What an assistant may do besides is chosen for each of them. */
const permissionsOfRole = {
  owner: coursePermissions,
  instructor: [
    'course.read',
    'learners.read',
    'learners.manage',
    'submissions.grade',
    'content.edit',
    'course.publish',
  ],
  assistant: ['course.read'],
} as const satisfies Readonly<Record<StaffRole, readonly CoursePermission[]>>;

/** The places that give a permission by themselves. */
export function rolesWith(permission: CoursePermission): StaffRole[] {
  return staffRoles.filter((role) => {
    const given: readonly CoursePermission[] = permissionsOfRole[role];
    return given.includes(permission);
  });
}

/** Tells whether a permission can be chosen for an assistant: everything but choosing the staff. */
export function isForAssistants(permission: CoursePermission): boolean {
  return permission !== 'staff.manage';
}

/** What whoever reviews courses for the platform may do in one that waits for it: look at it, and decide. */
const forReviewers: readonly CoursePermission[] = ['course.read', 'course.publish'];

/** Tells whether an actor may do something in every course that waits for review, without being on its staff. */
export function isForReviewers(actor: UserActor, permission: CoursePermission): boolean {
  return roleMay(actor.role, 'courses.review') && forReviewers.includes(permission);
}

/**
 * Tells whether an actor may do something in a course, given their place in its staff. Admins and the platform itself
 * may do everything, and whoever reviews for the platform something in a course that waits for it; `scopeOfCourses` says the same to the database.
 */
export function mayInCourse(
  actor: Actor | null,
  place: StaffPlace | null,
  permission: CoursePermission,
  isInReview = false,
): boolean {
  if (actor === null) return false;
  if (actor.kind === 'system' || actor.role === 'admin') return true;
  if (isInReview && isForReviewers(actor, permission)) return true;
  if (place === null) return false;
  if (rolesWith(permission).includes(place.role)) return true;
  return place.role === 'assistant' && isForAssistants(permission) && place.permissions.includes(permission);
}
