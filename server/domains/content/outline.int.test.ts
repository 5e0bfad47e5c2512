import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCurriculum, lessonsOf } from '@/server/domains/content';
import type { OutlineMove, StudioOutline } from '@/server/domains/content/contract';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fixedClock, testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const courseSlug = 'greek';

async function taught() {
  const factory = testFactory();
  const course = await factory.course({ slug: courseSlug, lessons: ['article', 'article', 'article'] });
  const { content } = callAs(course.owner);
  return { factory, course, content, ids: course.lessons.map(({ id }) => id) };
}

const shape = ({ sections }: StudioOutline) =>
  sections.map(({ id, lessons }) => [id, ...lessons.map((lesson) => lesson.id)]);

describe('an outline', () => {
  it('gets sections and lessons, which learners see once they have words', async () => {
    const { content, course } = await taught();
    const { sections } = await content.addSection({ courseSlug, title: 'Verbs' });
    const verbs = sections.at(-1)?.id ?? '';
    const add = async () => await content.addLesson({ courseSlug, sectionId: verbs, title: 'To be' });
    await add();
    const outline = await add();
    expect(outline.sections.at(-1)?.lessons).toMatchObject([
      { slug: 'to-be', kind: 'article', isShown: false },
      { slug: 'to-be-2', kind: 'article', isShown: false },
    ]);
    expect(lessonsOf(await getCurriculum(testDb(), course.id))).toHaveLength(3);
    const renamed = await content.rename({ courseSlug, kind: 'section', id: verbs, title: 'Verbs, first' });
    expect(renamed.sections.at(-1)?.title).toBe('Verbs, first');
    const events = await testDb().outboxEvent.findMany();
    expect(tagsToExpire(events)).toEqual([]);
  });

  it('is in order after any moves, as a plain list would be', async () => {
    const { content } = await taught();
    for (const title of ['Second', 'Third']) await content.addSection({ courseSlug, title });
    const start = await content.outline({ courseSlug });
    const sectionIds = start.sections.map(({ id }) => id);
    const lessonIds = start.sections.flatMap(({ lessons }) => lessons.map(({ id }) => id));
    const lessonsMove = fc.record({
      kind: fc.constant('lessons' as const),
      ids: fc.shuffledSubarray(lessonIds, { minLength: 1 }),
      sectionId: fc.constantFrom(...sectionIds),
      afterId: fc.option(fc.constantFrom(...lessonIds)),
    });
    const sectionMove = fc.record({
      kind: fc.constant('section' as const),
      id: fc.constantFrom(...sectionIds),
      afterId: fc.option(fc.constantFrom(...sectionIds)),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(lessonsMove, sectionMove), async (move) => {
        const before = shape(await content.outline({ courseSlug }));
        const expected = movedInModel(before, move);
        const call = content.move({ courseSlug, moves: [move] });
        if (expected === null) await expect(call).rejects.toThrow('content/place_gone');
        else expect(shape(await call)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('loses nothing: what is taken out stays with what learners did, and comes back where it was', async () => {
    const { content, course, factory, ids } = await taught();
    const [first = '', second = ''] = ids;
    const enrollment = await factory.enrollment({ courseId: course.id, userId: (await factory.user()).id });
    const progress = { enrollmentId: enrollment.id, lessonId: second, startedAt: new Date(), watchedMs: [] };
    await testDb().lessonProgress.create({ data: progress });
    const before = shape(await content.outline({ courseSlug }));
    const without = await content.remove({ courseSlug, sectionIds: [], lessonIds: [second] });
    expect(without.removed.lessons.map(({ id }) => id)).toEqual([second]);
    expect(lessonsOf(await getCurriculum(testDb(), course.id, 'working')).map(({ id }) => id)).not.toContain(
      second,
    );
    const later = fixedClock(new Date(testNow.getTime() + 1_000));
    const gone = await callAs(course.owner, later).content.remove({
      ...{ courseSlug, sectionIds: [course.section.id], lessonIds: [] },
    });
    expect(gone.sections).toEqual([]);
    expect(gone.removed.sections[0]?.lessonIds).toEqual(ids.filter((id) => id !== second));
    expect((await getCurriculum(testDb(), course.id, 'working')).sections).toEqual([]);
    // Learners see all of it until the course is published next.
    expect(lessonsOf(await getCurriculum(testDb(), course.id)).map(({ id }) => id)).toEqual(ids);
    const early = content.restore({ courseSlug, sectionIds: [], lessonIds: [first] });
    await expect(early).rejects.toThrow('content/place_gone');
    const lessonIds = gone.removed.sections[0]?.lessonIds ?? [];
    await content.restore({ courseSlug, sectionIds: [course.section.id], lessonIds });
    expect(shape(await content.restore({ courseSlug, sectionIds: [], lessonIds: [second] }))).toEqual(before);
    expect(await testDb().lessonProgress.count()).toBe(1);
    const trail = await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(trail.map(({ after }) => after)).toEqual([
      { change: 'removed', sections: 0, lessons: 1 },
      { change: 'removed', sections: 1, lessons: 2 },
      { change: 'restored', sections: 1, lessons: 2 },
      { change: 'restored', sections: 0, lessons: 1 },
    ]);
  });

  it('has every lesson once after ten have moved at once', async () => {
    const { content, course, ids } = await taught();
    const moves = Array.from({ length: 10 }, async (_, index) => {
      const id = ids[index % 3] ?? '';
      const step = { kind: 'lessons' as const, ids: [id], sectionId: course.section.id, afterId: null };
      return await content.move({ courseSlug, moves: [step] });
    });
    await Promise.all(moves);
    const [[, ...lessons] = []] = shape(await content.outline({ courseSlug }));
    expect(lessons.toSorted()).toEqual(ids.toSorted());
  });

  it('is another course’s business for everybody else', async () => {
    const { factory, content, course, ids } = await taught();
    const other = await factory.course({ slug: 'latin', lessons: ['article'] });
    const step = { kind: 'lessons' as const, ids, sectionId: other.section.id, afterId: null };
    const steal = callAs(other.owner).content.move({ courseSlug: 'latin', moves: [step] });
    await expect(steal).rejects.toThrow('content/place_gone');
    const { content: stranger } = callAs(other.owner);
    await expect(stranger.outline({ courseSlug })).rejects.toThrow('courses/not_found');
    const add = content.addLesson({ courseSlug, sectionId: other.section.id, title: 'No' });
    await expect(add).rejects.toThrow('content/place_gone');
    expect(await testDb().lesson.count({ where: { courseId: course.id } })).toBe(3);
  });
});

/** The same move on plain lists: each begins with its section. Null when the move makes no sense. */
function movedInModel(lists: string[][], move: OutlineMove): string[][] | null {
  if (move.kind === 'section') {
    const moved = lists.filter(([id]) => id === move.id);
    const rest = lists.filter(([id]) => id !== move.id);
    const at = move.afterId === null ? 0 : rest.findIndex(([id]) => id === move.afterId) + 1;
    return move.afterId !== null && at === 0 ? null : [...rest.slice(0, at), ...moved, ...rest.slice(at)];
  }
  const rest = lists.map((list) => list.filter((id) => !move.ids.includes(id)));
  const target = rest.find(([id]) => id === move.sectionId) ?? [];
  const at = move.afterId === null ? 1 : target.slice(1).indexOf(move.afterId) + 2;
  if (move.afterId !== null && at === 1) return null;
  return rest.map((list) =>
    list === target ? [...list.slice(0, at), ...move.ids, ...list.slice(at)] : list,
  );
}
