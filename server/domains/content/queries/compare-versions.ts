import type { z } from 'zod';
import { lessonSummary } from '@/server/domains/content/contract';
import { releaseRule } from '@/server/domains/content/contract/release';
import type { LessonKind } from '@/server/domains/content/contract/settings';
import {
  type CourseComparison,
  type compareInput,
  type compareTextInput,
  type LessonComparison,
  lessonFieldNames,
  type PendingChanges,
  type VersionHead,
} from '@/server/domains/content/contract/versions';
import { contentErrors } from '@/server/domains/content/errors';
import { readPublished, readVersion, readWorkingCopy } from '@/server/domains/content/queries/snapshots';
import { selectLessonTitles } from '@/server/domains/content/repo/release';
import { selectLessonTitles as selectTitles } from '@/server/domains/content/repo/settings';
import { selectTexts } from '@/server/domains/content/repo/versions';
import { nearbyLines } from '@/server/domains/content/rules/nearby-lines';
import { cohortsIn, lessonsIn } from '@/server/domains/content/rules/release/mapped';
import { filesOf, settingsOf, toWritten } from '@/server/domains/content/rules/settings';
import { diffSettings, type LessonParts } from '@/server/domains/content/rules/settings-diff';
import type { Snapshot, SnapshotLesson } from '@/server/domains/content/rules/snapshot';
import { countChanges, diffSnapshots, type SnapshotDiff } from '@/server/domains/content/rules/snapshot-diff';
import { diffTexts } from '@/server/domains/content/rules/text-diff';
import {
  findPublishedVersions,
  findVersionHeads,
  listCohorts,
  requireCourse,
} from '@/server/domains/courses';
import { type byCourseSlug, type FrozenDetails, versionedDetails } from '@/server/domains/courses/contract';
import { findFiles } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

type Side = { readonly head: VersionHead | null; readonly snapshot: Snapshot };

const emptyDetails: FrozenDetails = {
  ...{ title: '', subtitle: '', descriptionMd: '', outcomes: [], requirements: [], audience: '', level: '' },
  ...{ language: '', category: '', tags: [], cover: null, isSequential: false },
};

async function sideOf(conn: Conn, courseId: string, versionId: string): Promise<Side> {
  const snapshot = await readVersion(conn, courseId, versionId);
  const head = (await findVersionHeads(conn, [versionId])).get(versionId);
  if (snapshot === null || head === undefined) throw new AppError(contentErrors.version_not_found);
  const { id, kind, number, createdAt } = head;
  return { snapshot, head: { id, kind, number, createdAt } };
}

/** Reads the two sides of a comparison; however many lessons, the same number of reads. */
async function sidesOf(conn: Conn, courseId: string, { fromId, toId }: z.output<typeof compareInput>) {
  const firstId = fromId ?? (await findPublishedVersions(conn, [courseId])).get(courseId);
  const from: Side =
    firstId === undefined
      ? { head: null, snapshot: { details: emptyDetails, sections: [] } }
      : await sideOf(conn, courseId, firstId);
  if (toId !== undefined) return { from, to: await sideOf(conn, courseId, toId), stamp: null };
  const { snapshot, stamp } = await readWorkingCopy(conn, courseId);
  return { from, to: { head: null, snapshot }, stamp };
}

const asText = (value: unknown): string => {
  if (Array.isArray(value)) return value.join('\n');
  return value === null || value === undefined ? '' : String(value);
};

function detailChanges({ details }: SnapshotDiff): CourseComparison['details'] {
  const byField = new Map(details.map((one) => [one.field, one]));
  return versionedDetails.flatMap((field) => {
    const change = byField.get(field);
    if (change === undefined) return [];
    const [from, to] = [asText(change.from), asText(change.to)];
    return [{ field, from, to, lines: nearbyLines(diffTexts(from, to)) }];
  });
}

type RuleChange = CourseComparison['sections'][number]['rule'];

const ruleAt = (stored: unknown) => releaseRule.nullable().parse(stored ?? null);

/** What is new opened at once before it was there, as far as anybody minds. */
const newRule = (stored: unknown): RuleChange => {
  const to = ruleAt(stored);
  return to === null ? null : { from: null, to };
};

function changedRule(
  fields: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[],
): RuleChange {
  const change = fields.find(({ field }) => field === 'releaseRule');
  return change === undefined ? null : { from: ruleAt(change.from), to: ruleAt(change.to) };
}

function sectionChanges(diff: SnapshotDiff, to: Snapshot): CourseComparison['sections'] {
  const { added, moved, changed, removed } = diff.sections;
  const titles = new Map(to.sections.map(({ id, fields }) => [id, fields.title]));
  const line = (change: 'added' | 'moved' | 'removed', id: string, title: string) => {
    return { id, change, title, formerTitle: null, rule: null };
  };
  return [
    ...added.map(({ item: { id, fields } }) => ({
      ...line('added', id, fields.title),
      rule: newRule(fields.releaseRule),
    })),
    ...moved.map(({ item }) => line('moved', item.id, item.fields.title)),
    ...changed.map(({ id, fields }) => {
      const former = fields.find(({ field }) => field === 'title');
      const formerTitle = former === undefined ? null : asText(former.from);
      const rule = changedRule(fields);
      return { id, change: 'changed' as const, title: titles.get(id) ?? '', formerTitle, rule };
    }),
    ...removed.map(({ id, fields }) => line('removed', id, fields.title)),
  ];
}

function lessonChanges(diff: SnapshotDiff, from: Snapshot, to: Snapshot): CourseComparison['lessons'] {
  const titlesIn = ({ sections }: Snapshot) => new Map(sections.map(({ id, fields }) => [id, fields.title]));
  const [before, now] = [titlesIn(from), titlesIn(to)];
  const present = new Map(
    to.sections.flatMap(({ id, lessons }) => lessons.map((item) => [item.id, { item, sectionId: id }])),
  );
  const line = (
    item: SnapshotLesson,
    change: 'added' | 'moved' | 'changed' | 'removed',
    sectionTitle = '',
  ) => ({
    ...{ id: item.id, change, title: item.fields.title, sectionTitle, formerSectionTitle: null },
    ...{ kind: lessonSummary.shape.kind.parse(item.fields.kind), fields: [], isTextChanged: false },
    rule: null,
  });
  const { added, moved, changed, removed } = diff.lessons;
  return [
    ...added.map(({ item, sectionId }) => ({
      ...line(item, 'added', now.get(sectionId)),
      rule: newRule(item.fields.releaseRule),
    })),
    ...moved.map(({ item, sectionId, fromSectionId }) => ({
      ...line(item, 'moved', now.get(sectionId)),
      formerSectionTitle: fromSectionId === sectionId ? null : (before.get(fromSectionId) ?? null),
    })),
    ...changed.flatMap(({ id, fields, text }) => {
      const found = present.get(id);
      if (found === undefined) return [];
      return {
        ...line(found.item, 'changed', now.get(found.sectionId)),
        fields: lessonFieldNames.flatMap((field) =>
          fields
            .filter((one) => one.field === field)
            .map((one) => ({ field, from: asText(one.from), to: asText(one.to) })),
        ),
        isTextChanged: text !== null,
        rule: changedRule(fields),
      };
    }),
    ...removed.map(({ item, sectionId }) => line(item, 'removed', before.get(sectionId))),
  ];
}

/** Says what the lessons and cohorts of changed rules are called; two reads, none when no rule has changed. */
async function namesIn(
  conn: Conn,
  courseId: string,
  changes: readonly { readonly rule: RuleChange }[],
): Promise<CourseComparison['ruleNames']> {
  const rules = changes.flatMap(({ rule }) => [rule?.from ?? [], rule?.to ?? []].flat());
  if (rules.length === 0) return { lessons: [], cohorts: [] };
  const lessonIds = new Set(rules.flatMap((rule) => [...lessonsIn(rule)]));
  const cohortIds = new Set(rules.flatMap((rule) => [...cohortsIn(rule)]));
  const [lessons, cohorts] = await Promise.all([
    selectLessonTitles(conn, courseId, [...lessonIds]),
    listCohorts(conn, [courseId]),
  ]);
  return {
    lessons: lessons.map(({ id, title: name }) => ({ id, name })),
    cohorts: cohorts.flatMap(({ id, name }) => (cohortIds.has(id) ? [{ id, name }] : [])),
  };
}

/**
 * Says what differs between two versions of a course, or between one and the working copy, for whoever may change the course.
 * Of the texts of lessons it says only which differ; {@link compareTexts} says how.
 *
 * @throws AppError `courses/not_found`; `content/version_not_found`.
 */
export async function compareVersions(
  ctx: UserContext,
  input: z.output<typeof compareInput>,
): Promise<CourseComparison> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const { from, to, stamp } = await sidesOf(ctx.db, id, input);
  const diff = diffSnapshots(from.snapshot, to.snapshot);
  const [sections, lessons] = [
    sectionChanges(diff, to.snapshot),
    lessonChanges(diff, from.snapshot, to.snapshot),
  ];
  return {
    ...{ from: from.head, to: to.head, stamp, count: countChanges(diff) },
    details: detailChanges(diff),
    ...{ sections, lessons },
    ruleNames: await namesIn(ctx.db, id, [...sections, ...lessons]),
  };
}

type Text = Awaited<ReturnType<typeof selectTexts>>[number];

/** What a lesson of a side has besides its words; on a side without the lesson it is what its kind begins with. */
const partsOf = (kind: LessonKind, text: Text | undefined): LessonParts => ({
  settings: toWritten(settingsOf(kind, text?.settings)),
  assetId: text?.assetId ?? null,
});

/** Says what the files and lessons are called that two sides of a lesson name. */
async function namesOfParts(conn: Conn, courseId: string, sides: readonly LessonParts[]) {
  const isLive = sides.some(({ settings }) => settings.kind === 'live');
  const [files, lessons] = await Promise.all([
    findFiles(
      conn,
      sides.flatMap(({ settings, assetId }) => filesOf(settings, assetId)),
    ),
    isLive ? selectTitles(conn, courseId) : [],
  ]);
  const titles = new Map(lessons.map(({ id, title }) => [id, title]));
  return (id: string) => files.get(id)?.name ?? titles.get(id) ?? '';
}

/**
 * Says how the text of a lesson, and what it has besides, differ between the two sides of {@link compareVersions}; on a side
 * without the lesson it is empty.
 *
 * @throws AppError `courses/not_found`; `content/version_not_found`; `content/lesson_not_found` when neither side has it.
 */
export async function compareTexts(
  ctx: UserContext,
  input: z.output<typeof compareTextInput>,
): Promise<LessonComparison> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const { from, to } = await sidesOf(ctx.db, id, input);
  const textIn = ({ snapshot }: Side) =>
    snapshot.sections.flatMap(({ lessons }) => lessons).find((one) => one.id === input.lessonId)?.textId;
  const [fromId, toId] = [textIn(from), textIn(to)];
  const ids = [fromId, toId].flatMap((one) => one ?? []);
  const texts = new Map((await selectTexts(ctx.db, ids)).map((text) => [text.id, text]));
  const [before, now] = [texts.get(fromId ?? ''), texts.get(toId ?? '')];
  const kind = (now ?? before)?.lesson.kind;
  if (kind === undefined) throw new AppError(contentErrors.lesson_not_found);
  const [partsBefore, partsNow] = [partsOf(kind, before), partsOf(kind, now)];
  const nameOf = await namesOfParts(ctx.db, id, [partsBefore, partsNow]);
  return {
    lines: nearbyLines(diffTexts(before?.bodyMd ?? '', now?.bodyMd ?? '')),
    settings: diffSettings(partsBefore, partsNow, nameOf),
  };
}

/**
 * Says how much of a course is not published yet, for whoever may change it; nothing while it was never published.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getPending(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<PendingChanges> {
  const { id } = await requireCourse(ctx, input.courseSlug, 'content.edit');
  const published = await readPublished(ctx.db, id);
  if (published === null) return { publishedId: null, count: 0 };
  const publishedId = (await findPublishedVersions(ctx.db, [id])).get(id) ?? null;
  const { snapshot } = await readWorkingCopy(ctx.db, id);
  return { publishedId, count: countChanges(diffSnapshots(published, snapshot)) };
}
