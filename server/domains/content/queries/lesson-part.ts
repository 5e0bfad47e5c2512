import { findEmbed } from '@/server/domains/content/contract/embeds';
import type { LessonPart } from '@/server/domains/content/contract/parts';
import type { SettingsOf, StoredSettings } from '@/server/domains/content/contract/settings';
import type { Copy } from '@/server/domains/content/queries/curriculum';
import { findById } from '@/server/domains/content/queries/seen-lesson';
import { isDoorOpen, mayHaveAttended } from '@/server/domains/content/rules/live-session';
import { type FileFacts, findFiles, findPages, findPlayableAudio, type Reader } from '@/server/domains/media';
import type { Conn } from '@/server/platform/db';

/** A lesson whose part is asked for. */
export type PartOwner = {
  readonly id: string;
  readonly courseId: string;
  readonly title: string;
  readonly assetId: string | null;
  readonly settings: StoredSettings;
  /** The side of its course it was read from. */
  readonly copy: Copy;
};

const none: LessonPart = { kind: 'none' };

function toFileView(lessonId: string, { id, name, bytes, contentType }: FileFacts, label = '') {
  return { id, name: label || name, bytes, contentType, url: `/api/lessons/${lessonId}/files/${id}` };
}

async function documentPart(conn: Conn, { id, assetId }: PartOwner, reader: Reader): Promise<LessonPart> {
  const file = assetId === null ? undefined : (await findFiles(conn, [assetId])).get(assetId);
  if (file === undefined || file.status !== 'ready') {
    return { kind: 'document', file: null, frameUrl: null, pages: null };
  }
  const frameUrl = file.contentType === 'application/pdf' ? `/api/lessons/${id}/document` : null;
  const pages = await findPages(conn, file.id, reader);
  return { kind: 'document', file: toFileView(id, file), frameUrl, pages };
}

async function downloadPart(
  conn: Conn,
  { id }: PartOwner,
  { files }: SettingsOf<'download'>,
): Promise<LessonPart> {
  const found = await findFiles(
    conn,
    files.map(({ assetId }) => assetId),
  );
  return {
    kind: 'download',
    files: files.flatMap(({ assetId, label }) => {
      const file = found.get(assetId);
      return file?.status === 'ready' ? [toFileView(id, file, label)] : [];
    }),
  };
}

function embedPart({ title: lessonTitle }: PartOwner, { url, title: own }: SettingsOf<'embed'>): LessonPart {
  const found = findEmbed(url);
  if (found === null) return { kind: 'embed', embed: null };
  const title = own || lessonTitle;
  const { site, ratio } = found;
  const frameUrl = `/api/embeds?${new URLSearchParams({ url: found.url, title })}`;
  return { kind: 'embed', embed: { site, title, url: found.url, frameUrl, ratio } };
}

async function livePart(
  conn: Conn,
  { id, courseId, copy }: PartOwner,
  settings: Extract<StoredSettings, { kind: 'live' }>,
  now: Date,
): Promise<LessonPart> {
  const { minutes, timeZone, isCancelled, joinUrl, recordingLessonId, sequence, changedAt } = settings;
  const startsAt = settings.startsAt === null ? null : new Date(settings.startsAt);
  const found = recordingLessonId === null ? null : await findById(conn, recordingLessonId, copy);
  const recording = found?.courseId === courseId ? { slug: found.slug, title: found.title } : null;
  const times = { startsAt, minutes, isCancelled };
  const isOpen = isDoorOpen(times, now);
  return {
    ...{ kind: 'live', isOpen, isAttendable: mayHaveAttended(times, now) },
    ...{ startsAt, minutes, timeZone, isCancelled, recording, sequence },
    joinUrl: joinUrl !== '' && isOpen ? joinUrl : null,
    hasJoinUrl: joinUrl !== '',
    calendarUrl: `/api/lessons/${id}/calendar`,
    changedAt: new Date(changedAt),
  };
}

/** Returns what a lesson has besides its words and a video, for somebody who may see it. */
export async function partOf(conn: Conn, lesson: PartOwner, reader: Reader): Promise<LessonPart> {
  const { settings, assetId } = lesson;
  switch (settings.kind) {
    case 'article':
    case 'video':
    case 'quiz':
      return none;
    case 'audio': {
      const audio = assetId === null ? null : await findPlayableAudio(conn, assetId, reader);
      return { kind: 'audio', audio };
    }
    case 'document':
      return await documentPart(conn, lesson, reader);
    case 'download':
      return await downloadPart(conn, lesson, settings);
    case 'embed':
      return embedPart(lesson, settings);
    case 'live':
      return await livePart(conn, lesson, settings, reader.now);
    case 'assignment': {
      const { dueAt, timeZone, accepts, completesOn } = settings;
      const due = dueAt === null ? null : new Date(dueAt);
      return { kind: 'assignment', dueAt: due, timeZone, accepts, completesOn };
    }
  }
}
