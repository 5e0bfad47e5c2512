import type { Curriculum, LessonSummary } from '@/server/domains/content/contract';
import { selectLessons, sumLessons } from '@/server/domains/content/repo';
import { selectVersionLessons, sumVersionLessons } from '@/server/domains/content/repo/versions';
import { findPublishedVersions, listSections, listVersionSections } from '@/server/domains/courses';
import type { Conn } from '@/server/platform/db';

/**
 * Which of its two sides a course is read from: what everybody sees, or what its staff is working on. A course that was
 * never published has only the second.
 */
export type Copy = 'published' | 'working';

type Placed = { readonly lesson: LessonSummary; readonly sectionId: string };

/** Groups by a key, keeping the order within each group. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function toCurriculum(
  sections: readonly { readonly id: string; readonly title: string }[],
  lessons: readonly Placed[],
): Curriculum {
  const bySection = groupBy(lessons, ({ sectionId }) => sectionId);
  return {
    sections: sections.map(({ id, title }) => ({
      ...{ id, title },
      lessons: (bySection.get(id) ?? []).map(({ lesson }) => lesson),
    })),
  };
}

async function readVersions(conn: Conn, versionIds: readonly string[]): Promise<Map<string, Curriculum>> {
  if (versionIds.length === 0) return new Map();
  const [sections, lessons] = await Promise.all([
    listVersionSections(conn, versionIds),
    selectVersionLessons(conn, versionIds),
  ]);
  const sectionsOf = groupBy(sections, ({ courseVersionId }) => courseVersionId);
  const lessonsOfVersion = groupBy(lessons, ({ courseVersionId }) => courseVersionId);
  return new Map(
    versionIds.map((id) => [
      id,
      toCurriculum(
        (sectionsOf.get(id) ?? []).map(({ sectionId, title }) => ({ id: sectionId, title })),
        (lessonsOfVersion.get(id) ?? []).map((row) => ({
          lesson: toSummary({ ...row, id: row.lessonId }),
          sectionId: row.sectionId,
        })),
      ),
    ]),
  );
}

async function readWorkingCopies(conn: Conn, courseIds: readonly string[]): Promise<Map<string, Curriculum>> {
  if (courseIds.length === 0) return new Map();
  const [sections, lessons] = await Promise.all([
    listSections(conn, courseIds),
    selectLessons(conn, courseIds),
  ]);
  const sectionsOf = groupBy(sections, ({ courseId }) => courseId);
  const placed = groupBy(lessons, ({ courseId }) => courseId);
  return new Map(
    courseIds.map((id) => [
      id,
      toCurriculum(
        sectionsOf.get(id) ?? [],
        (placed.get(id) ?? []).map((row) => ({ lesson: toSummary(row), sectionId: row.sectionId })),
      ),
    ]),
  );
}

/** Takes out of a row what an outline says of a lesson. */
export function toSummary({ id, slug, title, kind, minutes, isPreview }: LessonSummary): LessonSummary {
  return { id, slug, title, kind, minutes, isPreview };
}

/**
 * Returns the outlines of courses: sections in order, each with its lessons that have words in order. However many courses
 * and lessons, it is three reads, and two more when some of the courses were never published.
 */
export async function getCurricula(
  conn: Conn,
  courseIds: readonly string[],
  copy: Copy = 'published',
): Promise<ReadonlyMap<string, Curriculum>> {
  const versions = copy === 'working' ? new Map() : await findPublishedVersions(conn, courseIds);
  const unversioned = courseIds.filter((id) => !versions.has(id));
  const [frozen, working] = await Promise.all([
    readVersions(conn, [...versions.values()]),
    readWorkingCopies(conn, unversioned),
  ]);
  const none = { sections: [] };
  return new Map(courseIds.map((id) => [id, frozen.get(versions.get(id) ?? '') ?? working.get(id) ?? none]));
}

/** Returns the outline of one course, as {@link getCurricula}. */
export async function getCurriculum(conn: Conn, courseId: string, copy?: Copy): Promise<Curriculum> {
  const curricula = await getCurricula(conn, [courseId], copy);
  return curricula.get(courseId) ?? { sections: [] };
}

/** Lists the lessons of a curriculum in order. */
export function lessonsOf(curriculum: Curriculum): LessonSummary[] {
  return curriculum.sections.flatMap((section) => section.lessons);
}

/** Returns how many lessons everybody sees in each course and how long they take; courses without lessons are absent. */
export async function findLessonTotals(
  conn: Conn,
  courseIds: readonly string[],
): Promise<ReadonlyMap<string, { lessonCount: number; minutes: number }>> {
  if (courseIds.length === 0) return new Map();
  const versions = await findPublishedVersions(conn, courseIds);
  const unversioned = courseIds.filter((id) => !versions.has(id));
  const [frozen, working] = await Promise.all([
    versions.size === 0 ? [] : sumVersionLessons(conn, [...versions.values()]),
    unversioned.length === 0 ? [] : sumLessons(conn, unversioned),
  ]);
  const toTotal = (row: { _count: { _all: number }; _sum: { minutes: number | null } }) => ({
    lessonCount: row._count._all,
    minutes: row._sum.minutes ?? 0,
  });
  const ofVersion = new Map(frozen.map((row) => [row.courseVersionId, toTotal(row)]));
  const found = new Map(working.map((row) => [row.courseId, toTotal(row)]));
  for (const [courseId, versionId] of versions) {
    const total = ofVersion.get(versionId);
    if (total !== undefined) found.set(courseId, total);
  }
  return found;
}
