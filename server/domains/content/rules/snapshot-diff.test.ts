import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleaseRule } from '@/server/domains/content/contract/release';
import { keptInOrder } from './kept-in-order';
import type { Snapshot, SnapshotLesson, SnapshotSection } from './snapshot';
import { type Arrival, countChanges, diffSnapshots, type SnapshotDiff } from './snapshot-diff';

const details: Snapshot['details'] = {
  ...{
    title: 'Bees',
    subtitle: '',
    descriptionMd: 'About *bees*.',
    outcomes: ['Keep a hive'],
    requirements: [],
  },
  ...{ audience: '', level: 'beginner', language: 'en', category: 'animals', tags: [], cover: null },
  isSequential: false,
};

type Editable = {
  details: Record<keyof Snapshot['details'], Snapshot['details']['title']>;
  sections: { id: string; fields: SnapshotSection['fields']; lessons: SnapshotLesson[] }[];
};

/** One thing an author does; numbers choose by remainder, so that each edit fits every course. */
type Edit = { readonly act: number; readonly pick: number; readonly place: number };

const lessonAt = (course: Editable, pick: number) => {
  const all = course.sections.flatMap((section) => section.lessons.map((lesson) => ({ section, lesson })));
  return all[pick % Math.max(1, all.length)];
};

function addLesson(course: Editable, id: string, place: number): void {
  const section = course.sections[place % Math.max(1, course.sections.length)];
  const fields = { slug: id, title: id, kind: 'article', minutes: 1, isPreview: false, releaseRule: null };
  section?.lessons.splice(place % (section.lessons.length + 1), 0, { id, textId: `${id}-1`, fields });
}

function moveLesson(course: Editable, pick: number, place: number): void {
  const found = lessonAt(course, pick);
  if (found === undefined) return;
  found.section.lessons.splice(found.section.lessons.indexOf(found.lesson), 1);
  const section = course.sections[place % course.sections.length];
  section?.lessons.splice(place % (section.lessons.length + 1), 0, found.lesson);
}

function editLesson(
  course: Editable,
  pick: number,
  change: (lesson: SnapshotLesson) => SnapshotLesson,
): void {
  const found = lessonAt(course, pick);
  if (found === undefined) return;
  found.section.lessons[found.section.lessons.indexOf(found.lesson)] = change(found.lesson);
}

/** Rules of every shape, and none, by a number; they speak of the lessons of the course. */
function ruleFor(course: Editable, place: number): ReleaseRule | null {
  const lessonId = lessonAt(course, place)?.lesson.id;
  const days: ReleaseRule = { kind: 'enrolled', days: place % 7 };
  const done: ReleaseRule = lessonId === undefined ? days : { kind: 'completed', lessonId };
  const shapes: readonly (ReleaseRule | null)[] = [
    ...[null, days, done, { kind: 'not' as const, rule: done }],
    {
      kind: 'all',
      rules: [days, { kind: 'any', rules: [done, { kind: 'cohort', cohortId: `c${place % 3}` }] }],
    },
  ];
  return shapes[place % shapes.length] ?? null;
}

/** Everything that can be done to a course. */
const acts: readonly ((course: Editable, edit: Edit, step: number) => void)[] = [
  (course, { pick }) => {
    course.details.title = `Title ${pick}`;
  },
  (course, { pick }) => {
    course.details.tags = [`tag ${pick % 3}`];
  },
  (course, { place }, step) => {
    course.sections.splice(place % (course.sections.length + 1), 0, {
      ...{ id: `section-${step}`, fields: { title: `Section ${step}`, releaseRule: null }, lessons: [] },
    });
  },
  (course, { pick, place }) => {
    const [section] = course.sections.splice(pick % Math.max(1, course.sections.length), 1);
    if (section !== undefined) course.sections.splice(place % (course.sections.length + 1), 0, section);
  },
  (course, { pick }) => {
    course.sections.splice(pick % Math.max(1, course.sections.length), 1);
  },
  (course, { pick, place }) => {
    const section = course.sections[pick % Math.max(1, course.sections.length)];
    if (section !== undefined) section.fields = { ...section.fields, title: `Named ${place}` };
  },
  (course, { place }, step) => addLesson(course, `lesson-${step}`, place),
  (course, { place }, step) => addLesson(course, `lesson-${step}`, place),
  (course, { pick, place }) => moveLesson(course, pick, place),
  (course, { pick }) => {
    const found = lessonAt(course, pick);
    found?.section.lessons.splice(found.section.lessons.indexOf(found.lesson), 1);
  },
  (course, { pick }, step) => editLesson(course, pick, (one) => ({ ...one, textId: `${one.id}-${step}` })),
  (course, { pick, place }) =>
    editLesson(course, pick, (one) => ({ ...one, fields: { ...one.fields, minutes: place % 5 } })),
  (course, { pick, place }) =>
    editLesson(course, pick, (one) => ({
      ...one,
      fields: { ...one.fields, releaseRule: ruleFor(course, place) },
    })),
  (course, { pick, place }) => {
    const section = course.sections[pick % Math.max(1, course.sections.length)];
    if (section !== undefined) section.fields = { ...section.fields, releaseRule: ruleFor(course, place) };
  },
  (course, { pick }) => {
    course.details.isSequential = pick % 2 === 0;
  },
];

function edited(course: Snapshot, edits: readonly Edit[], from: number): Snapshot {
  const copy: Editable = {
    details: { ...course.details },
    sections: course.sections.map(({ id, fields, lessons }) => ({ id, fields, lessons: [...lessons] })),
  };
  for (const [index, edit] of edits.entries()) acts[edit.act % acts.length]?.(copy, edit, from + index);
  return copy;
}

const edit = fc.record({ act: fc.nat(100), pick: fc.nat(100), place: fc.nat(100) });
const edits = fc.array(edit, { maxLength: 25 });
const empty: Snapshot = { details, sections: [] };
const pairs = fc.tuple(edits, edits).map(([first, second]) => {
  const from = edited(empty, first, 0);
  return { from, to: edited(from, second, 100) };
});

/** Puts each arrival after what it stands behind, which may itself arrive. */
function insert<Item extends { readonly id: string }>(
  list: Item[],
  arrivals: readonly Arrival<Item>[],
): void {
  let waiting = [...arrivals];
  while (waiting.length > 0) {
    const ready = waiting.find(({ after }) => after === null || list.some(({ id }) => id === after));
    if (ready === undefined) throw new Error('an arrival stands behind nothing');
    list.splice(list.findIndex(({ id }) => id === ready.after) + 1, 0, ready.item);
    waiting = waiting.filter((one) => one !== ready);
  }
}

function changeFields<Fields extends object>(
  fields: Fields,
  changes: readonly { readonly field: keyof Fields; readonly to: unknown }[],
): Fields {
  return { ...fields, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
}

/** Does to a course what a difference says. */
function apply(from: Snapshot, diff: SnapshotDiff): Snapshot {
  const { sections, lessons } = diff;
  const leaving = new Set(
    [...sections.removed, ...sections.moved.map(({ item }) => item)].map(({ id }) => id),
  );
  const heads = from.sections.filter(({ id }) => !leaving.has(id)).map(({ id, fields }) => ({ id, fields }));
  insert(heads, [...sections.added, ...sections.moved]);
  const going = new Set([...lessons.removed, ...lessons.moved].map(({ item }) => item.id));
  const changedLesson = (lesson: SnapshotLesson): SnapshotLesson => {
    const change = lessons.changed.find(({ id }) => id === lesson.id);
    if (change === undefined) return lesson;
    const textId = change.text?.toId ?? lesson.textId;
    return { id: lesson.id, textId, fields: changeFields(lesson.fields, change.fields) };
  };
  return {
    details: changeFields(from.details, diff.details),
    sections: heads.map(({ id, fields }): SnapshotSection => {
      const before = from.sections.find((section) => section.id === id)?.lessons ?? [];
      const own = before.filter((lesson) => !going.has(lesson.id)).map(changedLesson);
      insert(
        own,
        [...lessons.added, ...lessons.moved].filter(({ sectionId }) => sectionId === id),
      );
      const changes = sections.changed.find((change) => change.id === id)?.fields ?? [];
      const isMoved = sections.moved.some(({ item }) => item.id === id);
      return { id, fields: isMoved ? fields : changeFields(fields, changes), lessons: own };
    }),
  };
}

describe('the difference of two snapshots', () => {
  it('applied to the first gives the second, whatever authors did', () => {
    fc.assert(
      fc.property(pairs, ({ from, to }) => {
        expect(apply(from, diffSnapshots(from, to))).toEqual(to);
      }),
      { numRuns: 300 },
    );
  });

  it('is nothing exactly when they are the same', () => {
    fc.assert(
      fc.property(pairs, ({ from, to }) => {
        expect(countChanges(diffSnapshots(from, from))).toBe(0);
        const isSame = JSON.stringify(from) === JSON.stringify(to);
        expect(countChanges(diffSnapshots(from, to)) === 0).toBe(isSame);
      }),
    );
  });

  it('calls as little moved as can be', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    expect([...keptInOrder(ids, ['b', 'c', 'd', 'e', 'a'])].sort()).toEqual(['b', 'c', 'd', 'e']);
    expect([...keptInOrder(ids, ['e', 'd', 'x', 'c'])]).toHaveLength(1);
    expect([...keptInOrder(ids, ['new', ...ids])].sort()).toEqual(ids);
  });

  it('keeps in order as many as a search through all choices finds', () => {
    const permutation = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g'], { minLength: 0 });
    const from = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const best = (list: readonly string[], after: number): number => {
      const [first, ...rest] = list;
      if (first === undefined) return 0;
      const place = from.indexOf(first);
      return Math.max(best(rest, after), place > after ? 1 + best(rest, place) : 0);
    };
    fc.assert(
      fc.property(permutation, (to) => {
        const kept = keptInOrder(from, to);
        expect(to.filter((id) => kept.has(id))).toEqual(from.filter((id) => kept.has(id)));
        expect(kept.size).toBe(best(to, -1));
      }),
    );
  });
});
