import type { Prisma } from '@/prisma/generated/client';
import { storedSettings } from '@/server/domains/content/contract/settings';
import { instantOf, plusDays } from '@/server/platform/zoned-time';
import { assetRow, captionRow } from '../factories/catalog';
import type { FactoryContext } from '../factories/context';
import { idOf } from '../factories/ids';
import type { PartFile } from './content-schema';
import type { Content, CourseContent, LessonContent } from './load-content';
import { pageOf, partFileOf, signalsOf } from './media/part-files';
import type { StoredFile } from './object-store';
import { type SeedRows, seedNow, span } from './seed-rows';

/** A file of a lesson, and what its row says. */
type Made = {
  readonly name: string;
  readonly kind: 'audio' | 'document';
  readonly file: StoredFile;
  readonly durationMs?: number;
  readonly captions?: StoredFile;
};

/** Makes the files that a lesson of its own form names. */
function filesOf(course: string, lesson: string, part: PartFile): Made[] {
  const folder = `${course}/${lesson}`;
  const { audio, document, download = [] } = part;
  const made: Made[] = download.map(({ name, text }) => ({
    ...{ name, kind: 'document' as const },
    file: partFileOf(folder, name, 'text/csv', Buffer.from(text)),
  }));
  if (document !== undefined) {
    const file = partFileOf(folder, document.name, 'application/pdf', pageOf(document.lines));
    made.push({ name: document.name, kind: 'document', file });
  }
  if (audio !== undefined) {
    const { wav, durationMs, captions } = signalsOf(audio.tones, audio.captions);
    made.push({
      ...{ name: audio.name, kind: 'audio', durationMs },
      file: partFileOf(folder, audio.name, 'audio/wav', wav),
      captions: partFileOf(folder, 'en.vtt', 'text/vtt', Buffer.from(captions)),
    });
  }
  return made;
}

const partsOf = ({ slug, sections }: CourseContent) =>
  sections
    .flatMap(({ lessons }) => lessons)
    .flatMap((lesson) =>
      'part' in lesson ? [{ course: slug, lesson: lesson.slug, part: lesson.part }] : [],
    );

/** Returns every file of the lessons of their own form, ready to be stored. */
export function partFiles(content: Content): readonly StoredFile[] {
  return content.courses
    .flatMap(partsOf)
    .flatMap(({ course, lesson, part }) => filesOf(course, lesson, part))
    .flatMap(({ file, captions }) => [file, ...(captions === undefined ? [] : [captions])]);
}

/** What surrounds a lesson that is made. */
type Place = {
  readonly rows: SeedRows;
  readonly context: FactoryContext;
  readonly course: string;
  readonly createdAt: Date;
  readonly ownerId: string;
};

type PartLesson = Extract<LessonContent, { readonly part: PartFile }>;

function settingsOf(
  { kind, part, minutes }: PartLesson,
  ids: readonly string[],
  createdAt: Date,
): Prisma.InputJsonObject {
  switch (kind) {
    case 'audio':
      return { kind };
    case 'document':
      return { kind, minutes };
    case 'download':
      return {
        kind,
        minutes,
        files: ids.map((assetId, at) => ({ assetId, label: part.download?.[at]?.label ?? '' })),
      };
    case 'embed':
      return { kind, minutes, url: part.embed?.url ?? '', title: part.embed?.title ?? '' };
    case 'live': {
      const { startsLocal = '', timeZone = 'UTC', minutes: length = 60 } = part.live ?? {};
      const startsAt = startsLocal === '' ? null : instantOf(startsLocal, timeZone).toISOString();
      const times = { startsLocal, timeZone, minutes: length, startsAt, changedAt: createdAt.toISOString() };
      return { kind, ...times, joinUrl: '', isCancelled: false, recordingLessonId: null, sequence: 0 };
    }
    case 'assignment': {
      const completesOn = part.assignment?.completesOn ?? 'submitted';
      const due = { dueLocal: '', timeZone: 'UTC', dueAt: null };
      return { kind, minutes, ...due, accepts: { text: true, files: true, links: true }, completesOn };
    }
  }
}

/** Adds the files of a lesson of its own form; returns what its version says. */
export function addPart({ rows, context, course, createdAt, ownerId }: Place, lesson: PartLesson) {
  const ids = filesOf(course, lesson.slug, lesson.part).map(({ name, kind, file, durationMs, captions }) => {
    const id = idOf(`asset/${course}/${lesson.slug}/${name}`, createdAt);
    const { key, contentType, body } = file;
    const facts = { key, contentType, bytes: body.byteLength, width: null, height: null, alt: '' };
    rows.assets.push(
      assetRow(context, { ...facts, id, name, kind, ownerId, durationMs: durationMs ?? null }),
    );
    if (captions !== undefined) {
      const captionId = idOf(`caption/${course}/${lesson.slug}`, createdAt);
      rows.captions.push(captionRow(context, { id: captionId, assetId: id, key: captions.key }));
    }
    return id;
  });
  const isOneFile = lesson.kind === 'audio' || lesson.kind === 'document';
  return {
    bodyMd: lesson.part.words,
    assetId: isOneFile ? (ids[0] ?? null) : null,
    settings: settingsOf(lesson, ids, createdAt),
  };
}

/**
 * Puts live sessions as many whole days later as `now` is after `seedNow`, at the same time on the wall: whoever looks at the
 * school on any day finds them ahead. They take place again and again, so that who has completed one was there before.
 */
export function moveSessions(rows: SeedRows, now: Date): void {
  const days = Math.max(0, Math.ceil((now.getTime() - seedNow.getTime()) / span.day));
  for (const [place, version] of rows.lessonVersions.entries()) {
    const live = storedSettings.safeParse(version.settings);
    if (!live.success || live.data.kind !== 'live' || live.data.startsLocal === '') continue;
    const startsLocal = plusDays(live.data.startsLocal, days);
    const startsAt = instantOf(startsLocal, live.data.timeZone).toISOString();
    rows.lessonVersions[place] = { ...version, settings: { ...live.data, startsLocal, startsAt } };
  }
}
