import type { LessonPart } from '@/server/domains/content/contract/parts';
import { type QuizQuestion, questionFlaws } from '@/server/domains/content/contract/quiz';
import type { LessonKind, StoredSettings } from '@/server/domains/content/contract/settings';
import type { Copy } from '@/server/domains/content/queries/curriculum';
import { findById } from '@/server/domains/content/queries/seen-lesson';
import { selectSessions } from '@/server/domains/content/repo/settings';
import type { SessionTimes } from '@/server/domains/content/rules/live-session';
import { settingsOf } from '@/server/domains/content/rules/settings';
import type { Conn } from '@/server/platform/db';

type Of<Kind extends LessonKind> = Extract<StoredSettings, { readonly kind: Kind }>;

async function settingsOfKind<Kind extends LessonKind>(
  conn: Conn,
  lessonId: string,
  kind: Kind,
  copy: Copy,
): Promise<Of<Kind> | null> {
  const found = await findById(conn, lessonId, copy);
  if (found?.kind !== kind) return null;
  const settings = settingsOf(kind, found.text.settings);
  return isOfKind(settings, kind) ? settings : null;
}

function isOfKind<Kind extends LessonKind>(settings: StoredSettings, kind: Kind): settings is Of<Kind> {
  return settings.kind === kind;
}

/**
 * Returns the questions of a quiz that can be asked, in order, and when it is passed; null when this side of the course has
 * no such quiz. It holds the key: for marking, and for states of questions that attempts are made of.
 */
export async function findQuizWithKey(
  conn: Conn,
  lessonId: string,
  copy: Copy = 'published',
): Promise<{ passPercent: number; questions: QuizQuestion[] } | null> {
  const settings = await settingsOfKind(conn, lessonId, 'quiz', copy);
  if (settings === null) return null;
  const { passPercent, questions } = settings;
  return { passPercent, questions: questions.filter((question) => questionFlaws(question).length === 0) };
}

/** What an assignment asks for, and until when. */
export type AssignmentFacts = Extract<LessonPart, { kind: 'assignment' }>;

/** Returns what a published assignment asks for, or null. */
export async function findAssignment(conn: Conn, lessonId: string): Promise<AssignmentFacts | null> {
  const settings = await settingsOfKind(conn, lessonId, 'assignment', 'published');
  if (settings === null) return null;
  const { kind, dueAt, timeZone, accepts, completesOn } = settings;
  return { kind, dueAt: dueAt === null ? null : new Date(dueAt), timeZone, accepts, completesOn };
}

/** A live session that is announced. */
export type Session = SessionTimes & {
  readonly lessonId: string;
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly sequence: number;
};

function toSession(row: {
  readonly id: string;
  readonly courseId: string;
  readonly slug: string;
  readonly title: string;
  readonly settings: unknown;
}): Session | null {
  const settings = settingsOf('live', row.settings);
  if (settings.kind !== 'live' || settings.startsAt === null) return null;
  const { id: lessonId, courseId, slug, title } = row;
  const { minutes, isCancelled, sequence } = settings;
  const startsAt = new Date(settings.startsAt);
  return { ...{ lessonId, courseId, slug, title, minutes, isCancelled, sequence }, startsAt };
}

/** Returns a live session as everybody sees it; null when there is no such published one, or its time is open. */
export async function findSession(conn: Conn, lessonId: string): Promise<Session | null> {
  const found = await findById(conn, lessonId, 'published');
  return found?.kind === 'live' ? toSession({ ...found, settings: found.text.settings }) : null;
}

/** Returns the live sessions that begin in a span of time, soonest first, at most 500; cancelled ones are left out. */
export async function listSessions(
  conn: Conn,
  span: { readonly from: Date; readonly to: Date },
): Promise<Session[]> {
  return (await selectSessions(conn, span))
    .flatMap((row) => toSession(row) ?? [])
    .filter(({ isCancelled }) => !isCancelled);
}
