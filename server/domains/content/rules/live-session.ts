import { doorsOpenMs, type StoredSettings } from '@/server/domains/content/contract/settings';

/** When a session is, as far as coming and having been there go. */
export type SessionTimes = {
  readonly startsAt: Date | null;
  readonly minutes: number;
  readonly isCancelled: boolean;
};

/** Sessions last longer than planned; the door stays open for an hour. In ms. */
const overtimeMs = 60 * 60_000;

/** Tells whether people can come in: from ten minutes before until an hour after its planned end. */
export function isDoorOpen({ startsAt, minutes, isCancelled }: SessionTimes, now: Date): boolean {
  if (startsAt === null || isCancelled) return false;
  const start = startsAt.getTime();
  return now.getTime() >= start - doorsOpenMs && now.getTime() <= start + minutes * 60_000 + overtimeMs;
}

/**
 * Tells whether a learner can have been there: once the door was open. A session that is cancelled keeps nobody from
 * completing the course.
 */
export function mayHaveAttended({ startsAt, isCancelled }: SessionTimes, now: Date): boolean {
  if (isCancelled) return true;
  return startsAt !== null && now.getTime() >= startsAt.getTime() - doorsOpenMs;
}

type Live = Extract<StoredSettings, { readonly kind: 'live' }>;

/** Tells whether a session that was still to come is at another time now, or not at all. */
export function hasSessionMoved(before: Live, after: Live, now: Date): boolean {
  const wasToCome = before.startsAt !== null && new Date(before.startsAt) > now && !before.isCancelled;
  return wasToCome && (before.startsAt !== after.startsAt || after.isCancelled);
}
