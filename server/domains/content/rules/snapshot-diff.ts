import { keptInOrder } from '@/server/domains/content/rules/kept-in-order';
import type {
  LessonFields,
  SectionFields,
  Snapshot,
  SnapshotLesson,
  SnapshotSection,
} from '@/server/domains/content/rules/snapshot';
import type { FrozenDetails } from '@/server/domains/courses/contract';

/** Something that is there now: where, after what; `after` null means first. */
export type Arrival<Item> = { readonly item: Item; readonly after: string | null };

/** A field that says something else now. */
export type FieldChange<Fields> = {
  readonly field: keyof Fields;
  readonly from: unknown;
  readonly to: unknown;
};

/** A section without its lessons, which are compared by themselves. */
export type SectionHead = Pick<SnapshotSection, 'id' | 'fields'>;

type LessonArrival = Arrival<SnapshotLesson> & { readonly sectionId: string };

/** What leads from one snapshot to another, and nothing else. */
export type SnapshotDiff = {
  readonly details: readonly FieldChange<FrozenDetails>[];
  readonly sections: {
    readonly added: readonly Arrival<SectionHead>[];
    readonly removed: readonly SectionHead[];
    readonly moved: readonly Arrival<SectionHead>[];
    readonly changed: readonly {
      readonly id: string;
      readonly fields: readonly FieldChange<SectionFields>[];
    }[];
  };
  readonly lessons: {
    readonly added: readonly LessonArrival[];
    readonly removed: readonly { readonly item: SnapshotLesson; readonly sectionId: string }[];
    readonly moved: readonly (LessonArrival & { readonly fromSectionId: string })[];
    readonly changed: readonly {
      readonly id: string;
      readonly fields: readonly FieldChange<LessonFields>[];
      /** Which text it shows instead of which; null when the text is the same. */
      readonly text: { readonly fromId: string; readonly toId: string } | null;
    }[];
  };
};

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Names what differs between two records of the same fields. */
function changedFields<Fields extends object>(from: Fields, to: Fields): FieldChange<Fields>[] {
  const changes: FieldChange<Fields>[] = [];
  for (const field in to) {
    if (!isSame(from[field], to[field])) changes.push({ field, from: from[field], to: to[field] });
  }
  return changes;
}

const before = (list: readonly { readonly id: string }[], index: number) => list[index - 1]?.id ?? null;
const headOf = ({ id, fields }: SnapshotSection): SectionHead => ({ id, fields });

function diffSections(from: Snapshot, to: Snapshot): SnapshotDiff['sections'] {
  const old = new Map(from.sections.map((section) => [section.id, section]));
  const present = new Set(to.sections.map(({ id }) => id));
  const kept = keptInOrder(
    from.sections.map(({ id }) => id),
    to.sections.map(({ id }) => id),
  );
  const arrivals = to.sections.map((section, index) => ({
    item: headOf(section),
    after: before(to.sections, index),
  }));
  return {
    added: arrivals.filter(({ item }) => !old.has(item.id)),
    removed: from.sections.filter(({ id }) => !present.has(id)).map(headOf),
    moved: arrivals.filter(({ item }) => old.has(item.id) && !kept.has(item.id)),
    changed: to.sections.flatMap(({ id, fields }) => {
      const changes = changedFields(old.get(id)?.fields ?? fields, fields);
      return changes.length === 0 ? [] : [{ id, fields: changes }];
    }),
  };
}

const placed = ({ sections }: Snapshot) =>
  sections.flatMap(({ id: sectionId, lessons }) =>
    lessons.map((item, index) => ({ item, sectionId, after: before(lessons, index) })),
  );

/** Which lessons are where they were: in the same section, in the same order among each other. */
function unmovedLessons(from: Snapshot, to: Snapshot): ReadonlySet<string> {
  const old = new Map(from.sections.map(({ id, lessons }) => [id, lessons.map((one) => one.id)]));
  const ids = to.sections.flatMap(({ id, lessons }) => [
    ...keptInOrder(
      old.get(id) ?? [],
      lessons.map((one) => one.id),
    ),
  ]);
  return new Set(ids);
}

function diffLessons(from: Snapshot, to: Snapshot): SnapshotDiff['lessons'] {
  const old = new Map(placed(from).map((one) => [one.item.id, one]));
  const arrivals = placed(to);
  const present = new Set(arrivals.map(({ item }) => item.id));
  const unmoved = unmovedLessons(from, to);
  return {
    added: arrivals.filter(({ item }) => !old.has(item.id)),
    removed: placed(from)
      .filter(({ item }) => !present.has(item.id))
      .map(({ item, sectionId }) => ({ item, sectionId })),
    moved: arrivals.flatMap((arrival) => {
      const was = old.get(arrival.item.id);
      if (was === undefined || unmoved.has(arrival.item.id)) return [];
      return [{ ...arrival, fromSectionId: was.sectionId }];
    }),
    changed: arrivals.flatMap(({ item }) => {
      const was = old.get(item.id)?.item ?? item;
      const fields = changedFields(was.fields, item.fields);
      const text = was.textId === item.textId ? null : { fromId: was.textId, toId: item.textId };
      return fields.length === 0 && text === null ? [] : [{ id: item.id, fields, text }];
    }),
  };
}

/**
 * Says what leads from one snapshot of a course to another. As few things as possible count as moved: those that stay in
 * order among each other have not.
 */
export function diffSnapshots(from: Snapshot, to: Snapshot): SnapshotDiff {
  return {
    details: changedFields(from.details, to.details),
    sections: diffSections(from, to),
    lessons: diffLessons(from, to),
  };
}

/** Returns how many changes a difference is made of; 0 exactly when there is none. */
export function countChanges({ details, sections, lessons }: SnapshotDiff): number {
  const lists = [...Object.values(sections), ...Object.values(lessons)];
  return details.length + lists.reduce((sum, list) => sum + list.length, 0);
}
