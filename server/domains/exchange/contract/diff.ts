import { longestRun } from '@/server/platform/longest-run';
import type { CourseDocument, LessonDocument, SectionDocument } from './document';

/** One difference between two states of a course. */
export type Change = {
  readonly what: 'course' | 'section' | 'lesson';
  readonly act: 'added' | 'moved' | 'changed' | 'removed';
  readonly id: string;
  readonly title: string;
  /** The fields that differ, of what was changed. */
  readonly fields: readonly string[];
};

function fieldsBetween(from: object, to: object, except: readonly string[] = []): string[] {
  const before = new Map<string, unknown>(Object.entries(from));
  return Object.entries(to)
    .filter(([name, value]) => !except.includes(name) && !isSame(before.get(name), value))
    .map(([name]) => name);
}

/** Compares values that are made of plain things, in whatever order their keys are. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return one === other;
  }
  const [a, b] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key)));
}

/** The ids that have to move, for what is in both lists to stand in the order of the second. */
function movedIds(from: readonly string[], to: readonly string[]): ReadonlySet<string> {
  const before = new Map(from.map((id, index) => [id, index]));
  const places = to.flatMap((id) => before.get(id) ?? []);
  const stays = longestRun(places);
  return new Set(to.filter((id) => before.has(id) && !stays.has(before.get(id) ?? -1)));
}

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

type Placed = { readonly lesson: LessonDocument; readonly sectionId: string };

function lessonsById(sections: readonly SectionDocument[]): ReadonlyMap<string, Placed> {
  return new Map(
    sections.flatMap(({ id: sectionId, lessons }) =>
      lessons.map((lesson) => [lesson.id, { lesson, sectionId }] as const),
    ),
  );
}

function* sectionChanges(from: CourseDocument, to: CourseDocument): Generator<Change> {
  const before = new Map(from.sections.map((section) => [section.id, section]));
  const moved = movedIds(idsOf(from.sections), idsOf(to.sections));
  const after = new Set(idsOf(to.sections));
  for (const section of to.sections) {
    const { id, title } = section;
    const old = before.get(id);
    const it = { what: 'section', id, title } as const;
    if (old === undefined) yield { ...it, act: 'added', fields: [] };
    else {
      const fields = fieldsBetween(old, section, ['lessons']);
      if (moved.has(id)) yield { ...it, act: 'moved', fields: [] };
      if (fields.length > 0) yield { ...it, act: 'changed', fields };
    }
  }
  for (const { id, title } of from.sections) {
    if (!after.has(id)) yield { what: 'section', act: 'removed', id, title, fields: [] };
  }
}

function movedLessons(from: CourseDocument, to: CourseDocument): ReadonlySet<string> {
  const before = lessonsById(from.sections);
  const oldOf = new Map(from.sections.map((section) => [section.id, idsOf(section.lessons)]));
  return new Set(
    to.sections.flatMap(({ id: sectionId, lessons }) => {
      const old = oldOf.get(sectionId) ?? [];
      const within = movedIds(
        old,
        idsOf(lessons).filter((id) => old.includes(id)),
      );
      const from = lessons.filter(({ id }) => before.has(id) && before.get(id)?.sectionId !== sectionId);
      return [...within, ...idsOf(from)];
    }),
  );
}

function* lessonChanges(from: CourseDocument, to: CourseDocument): Generator<Change> {
  const [before, after] = [lessonsById(from.sections), lessonsById(to.sections)];
  const moved = movedLessons(from, to);
  for (const { lesson } of after.values()) {
    const { id, title } = lesson;
    const old = before.get(id);
    const it = { what: 'lesson', id, title } as const;
    if (old === undefined) yield { ...it, act: 'added', fields: [] };
    else {
      const fields = fieldsBetween(old.lesson, lesson);
      if (moved.has(id)) yield { ...it, act: 'moved', fields: [] };
      if (fields.length > 0) yield { ...it, act: 'changed', fields };
    }
  }
  for (const { lesson } of before.values()) {
    const { id, title } = lesson;
    if (!after.has(id)) yield { what: 'lesson', act: 'removed', id, title, fields: [] };
  }
}

/** Returns everything that makes one state of a course into another; nothing when they are the same. What files are called is none of it. */
export function changesBetween(from: CourseDocument | null, to: CourseDocument): Change[] {
  const { id, details } = to;
  const it = { what: 'course', id, title: details.title } as const;
  if (from === null) {
    const nothing = { ...to, sections: [] };
    return [
      { ...it, act: 'added', fields: [] },
      ...sectionChanges(nothing, to),
      ...lessonChanges(nothing, to),
    ];
  }
  const fields = fieldsBetween(from.details, details);
  const own: Change[] = fields.length === 0 ? [] : [{ ...it, act: 'changed', fields }];
  return [...own, ...sectionChanges(from, to), ...lessonChanges(from, to)];
}
