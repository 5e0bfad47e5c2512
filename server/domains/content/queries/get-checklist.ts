import type { z } from 'zod';
import type { Check, Checklist } from '@/server/domains/content/contract';
import type { ReleaseFinding } from '@/server/domains/content/contract/release';
import { findingsOf } from '@/server/domains/content/queries/release-plan';
import { selectLessonsToReview, selectShownTexts } from '@/server/domains/content/repo/review';
import { textFlaws } from '@/server/domains/content/rules/text-flaws';
import { detailsOf, requireCourse, studioCoverOf, wantedContrast } from '@/server/domains/courses';
import type { byCourseSlug, CourseDetails, StudioCover } from '@/server/domains/courses/contract';
import { listUncaptioned } from '@/server/domains/media';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';

type Reviewed = Awaited<ReturnType<typeof selectLessonsToReview>>[number];

/** As many lessons as a list is read to the end. */
const mostNamed = 20;

function missingIn(check: Check, isRequired: boolean, lessons: readonly Reviewed[]) {
  const named = lessons.slice(0, mostNamed);
  return {
    ...{ check, isRequired, isMet: lessons.length === 0, measured: null },
    lessons: named.map(({ id, title, kind }) => ({ id, title, isArticle: kind === 'article' })),
  };
}

type Item = Checklist['items'][number];

const plain = (check: Check, isMet: boolean, isRequired: boolean): Item => ({
  ...{ check, isMet, isRequired, measured: null, lessons: [] },
});

/** What makes a course look finished; no course waits for it. */
function finishOf({ details }: CourseDetails, cover: StudioCover): Item[] {
  const { contrast } = cover;
  const words = {
    ...plain('coverText', (contrast ?? wantedContrast) >= wantedContrast, false),
    measured: contrast,
  };
  return [
    plain('cover', cover.cover !== null, false),
    ...(contrast === null ? [] : [words]),
    plain('subtitle', details.subtitle !== '', false),
    plain('outcomes', details.outcomes.length > 0, false),
    plain('tags', details.tags.length > 0, false),
  ];
}

const isShown = (lesson: Reviewed) => lesson.publishedVersionId !== null;

type ShownText = Awaited<ReturnType<typeof selectShownTexts>>[number];

/** What a review found, and what it looked at: equal stamps mean that another one would find the same. */
type Review = { readonly checklist: Checklist; readonly stamp: string };

const assetsOf = (lessons: readonly ShownText[]) =>
  lessons.flatMap(({ publishedVersion }) => publishedVersion?.assetId ?? []);

function stamp(
  courseVersion: number,
  lessons: readonly ShownText[],
  uncaptioned: Iterable<string>,
  findings: readonly ReleaseFinding[],
): string {
  const shown = lessons.map((lesson) =>
    [lesson.id, lesson.publishedVersionId, lesson.publishedVersion?.revision].join(':'),
  );
  const locked = findings.map(({ lessonId, kind }) => `${lessonId}:${kind}`);
  return [courseVersion, ...shown.toSorted(), ...[...uncaptioned].toSorted(), ...locked].join(' ');
}

/** Returns the stamp that a review would have now, without reading any text. */
export async function reviewStampOf(conn: Conn, courseId: string): Promise<string> {
  const [{ version }, lessons] = [await detailsOf(conn, courseId), await selectShownTexts(conn, courseId)];
  const findings = await findingsOf(conn, courseId, 'shown');
  return stamp(version, lessons, await listUncaptioned(conn, assetsOf(lessons)), findings);
}

/** Looks through a course; the caller has checked that the reader may see it. */
export async function checklistOf(conn: Conn, courseId: string): Promise<Checklist> {
  return (await reviewOf(conn, courseId)).checklist;
}

/** Looks through a course and says what it has looked at. */
export async function reviewOf(conn: Conn, courseId: string): Promise<Review> {
  const [course, lessons] = [await detailsOf(conn, courseId), await selectLessonsToReview(conn, courseId)];
  const cover = await studioCoverOf(conn, courseId);
  const shown = lessons.filter(isShown);
  const assetOf = (lesson: Reviewed) => lesson.publishedVersion?.assetId ?? null;
  const uncaptioned = new Set(await listUncaptioned(conn, assetsOf(lessons)));
  const reviewed = shown.map((lesson) => ({
    lesson,
    flaws: textFlaws(lesson.publishedVersion?.bodyMd ?? ''),
  }));
  const withFlaw = (flaw: 'lacksAlt' | 'skipsHeading') =>
    reviewed.filter(({ flaws }) => flaws[flaw]).map(({ lesson }) => lesson);
  const findings = await findingsOf(conn, courseId, 'shown');
  const locked = new Set(findings.map(({ lessonId }) => lessonId));
  const isDescribed = course.details.descriptionMd.trim() !== '';
  const items = [
    plain('description', isDescribed, true),
    plain('lessons', shown.length > 0, true),
    missingIn(
      'captions',
      true,
      shown.filter((lesson) => uncaptioned.has(assetOf(lesson) ?? '')),
    ),
    missingIn('alt', true, withFlaw('lacksAlt')),
    missingIn(
      'release',
      true,
      lessons.filter(({ id }) => locked.has(id)),
    ),
    missingIn(
      'words',
      false,
      lessons.filter((lesson) => !isShown(lesson)),
    ),
    missingIn('headings', false, withFlaw('skipsHeading')),
    ...finishOf(course, cover),
  ];
  const isReady = items.every(({ isMet, isRequired }) => isMet || !isRequired);
  return {
    checklist: { status: course.status, isReady, items },
    stamp: stamp(course.version, lessons, uncaptioned, findings),
  };
}

/**
 * Says what a course lacks before everybody sees it, for whoever may change or publish it.
 *
 * @throws AppError `courses/not_found`.
 */
export async function getChecklist(
  ctx: UserContext,
  input: z.output<typeof byCourseSlug>,
): Promise<Checklist> {
  const course = await requireCourse(ctx, input.courseSlug, 'content.edit', 'course.publish');
  return await checklistOf(ctx.db, course.id);
}
