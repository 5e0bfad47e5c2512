import { createHash } from 'node:crypto';
import { selectWorkingLessons } from '@/server/domains/content/repo/outline';
import { type frozenLesson, selectVersionLessons } from '@/server/domains/content/repo/versions';
import type {
  LessonFields,
  SectionFields,
  Snapshot,
  SnapshotLesson,
} from '@/server/domains/content/rules/snapshot';
import {
  findPublishedVersions,
  type frozenSection,
  listSections,
  listVersionSections,
  versionDetails,
  workingDetails,
} from '@/server/domains/courses';
import type { FrozenDetails } from '@/server/domains/courses/contract';
import type { Conn } from '@/server/platform/db';

type Placed = { readonly sectionId: string; readonly lesson: SnapshotLesson };

function assemble(
  details: FrozenDetails,
  sections: readonly { readonly id: string; readonly fields: SectionFields }[],
  lessons: readonly Placed[],
): Snapshot {
  const bySection = new Map<string, SnapshotLesson[]>(sections.map(({ id }) => [id, []]));
  for (const { sectionId, lesson } of lessons) bySection.get(sectionId)?.push(lesson);
  return {
    details,
    sections: sections.map(({ id, fields }) => ({ id, fields, lessons: bySection.get(id) ?? [] })),
  };
}

function fieldsOf(row: LessonFields): LessonFields {
  const { slug, title, kind, minutes, isPreview, releaseRule } = row;
  return { slug, title, kind, minutes, isPreview, releaseRule } satisfies Record<
    keyof typeof frozenLesson,
    unknown
  >;
}

function sectionFieldsOf({ title, releaseRule }: SectionFields): SectionFields {
  return { title, releaseRule } satisfies Record<keyof typeof frozenSection, unknown>;
}

/** Reads a version of a course, or null when the course has no such version; three reads. */
export async function readVersion(conn: Conn, courseId: string, versionId: string): Promise<Snapshot | null> {
  const [details, sections, lessons] = [
    await versionDetails(conn, courseId, versionId),
    await listVersionSections(conn, [versionId]),
    await selectVersionLessons(conn, [versionId]),
  ];
  if (details === null) return null;
  return assemble(
    details,
    sections.map((row) => ({ id: row.sectionId, fields: sectionFieldsOf(row) })),
    lessons.map((row) => ({
      sectionId: row.sectionId,
      lesson: { id: row.lessonId, textId: row.lessonVersionId, fields: fieldsOf(row) },
    })),
  );
}

/** The working copy, and a stamp that names this very state of it, words included. */
export type WorkingCopy = { readonly snapshot: Snapshot; readonly stamp: string };

/** Reads what the next version of a course would keep: lessons without words are left out. Three reads. */
export async function readWorkingCopy(conn: Conn, courseId: string): Promise<WorkingCopy> {
  const [details, sections, lessons] = [
    await workingDetails(conn, courseId),
    await listSections(conn, [courseId]),
    await selectWorkingLessons(conn, courseId),
  ];
  const shown = lessons.flatMap(({ publishedVersion, ...row }) =>
    publishedVersion === null ? [] : [{ ...row, text: publishedVersion }],
  );
  const snapshot = assemble(
    details,
    sections.map((row) => ({ id: row.id, fields: sectionFieldsOf(row) })),
    shown.map((row) => ({
      sectionId: row.sectionId,
      lesson: { id: row.id, textId: row.text.id, fields: fieldsOf(row) },
    })),
  );
  const saves = shown.map(({ text }) => [text.revision, text.settingsRevision]);
  const stamp = createHash('sha256')
    .update(JSON.stringify([snapshot, saves]))
    .digest('base64url');
  return { snapshot, stamp };
}

/** Reads the version of a course that everybody sees, or null when it was never published. */
export async function readPublished(conn: Conn, courseId: string): Promise<Snapshot | null> {
  const versionId = (await findPublishedVersions(conn, [courseId])).get(courseId);
  return versionId === undefined ? null : await readVersion(conn, courseId, versionId);
}
