import {
  type LessonKind,
  type LessonSettings,
  type StoredSettings,
  storedSettings,
} from '@/server/domains/content/contract/settings';
import { instantOf } from '@/server/platform/zoned-time';

/** What a lesson of each kind begins with. */
const beginnings: { readonly [Kind in LessonKind]: Extract<StoredSettings, { readonly kind: Kind }> } = {
  article: { kind: 'article' },
  video: { kind: 'video' },
  audio: { kind: 'audio' },
  document: { kind: 'document', minutes: null },
  download: { kind: 'download', minutes: null, files: [] },
  embed: { kind: 'embed', minutes: null, url: '', title: '' },
  live: {
    ...{ kind: 'live', startsLocal: '', timeZone: 'UTC', minutes: 60, joinUrl: '', isCancelled: false },
    ...{ recordingLessonId: null, startsAt: null, sequence: 0, changedAt: '1970-01-01T00:00:00.000Z' },
  },
  quiz: { kind: 'quiz', passPercent: 70, questions: [] },
  assignment: {
    ...{ kind: 'assignment', minutes: null, dueLocal: '', timeZone: 'UTC', dueAt: null },
    ...{ accepts: { text: true, files: true, links: true }, completesOn: 'submitted' },
  },
};

/** Reads the settings of a lesson as they are stored; of a lesson that has none yet, what its kind begins with. */
export function settingsOf(kind: LessonKind, stored: unknown): StoredSettings {
  const found = storedSettings.safeParse(stored);
  return found.success && found.data.kind === kind ? found.data : beginnings[kind];
}

const iso = (local: string, timeZone: string) =>
  local === '' ? null : instantOf(local, timeZone).toISOString();

type Live = Extract<StoredSettings, { kind: 'live' }>;

/** Whether calendars have to follow a change. */
function isMoved(before: Live, after: Omit<Live, 'sequence' | 'changedAt'>): boolean {
  const keys = ['startsAt', 'minutes', 'isCancelled', 'timeZone'] as const;
  return keys.some((key) => before[key] !== after[key]);
}

/**
 * Makes what is stored of what staff has written: instants of times on the wall, and the number by which calendars tell
 * a change from what they have.
 */
export function toStored(written: LessonSettings, before: StoredSettings, now: Date): StoredSettings {
  if (written.kind === 'assignment') return { ...written, dueAt: iso(written.dueLocal, written.timeZone) };
  if (written.kind !== 'live') return written;
  const own = before.kind === 'live' ? before : beginnings.live;
  const after = { ...written, startsAt: iso(written.startsLocal, written.timeZone) };
  const hasMoved = isMoved(own, after);
  return {
    ...after,
    sequence: own.sequence + (hasMoved && own.startsAt !== null ? 1 : 0),
    changedAt: hasMoved ? now.toISOString() : own.changedAt,
  };
}

/** Returns what staff has written of what is stored. */
export function toWritten(stored: StoredSettings): LessonSettings {
  if (stored.kind === 'assignment') {
    const { dueAt: _, ...written } = stored;
    return written;
  }
  if (stored.kind !== 'live') return stored;
  const { startsAt: _, sequence: __, changedAt: ___, ...written } = stored;
  return written;
}

/** Returns every file that a lesson has. */
export function filesOf(settings: StoredSettings | LessonSettings, assetId: string | null): string[] {
  const offered = settings.kind === 'download' ? settings.files.map((file) => file.assetId) : [];
  return [...(assetId === null ? [] : [assetId]), ...offered];
}
