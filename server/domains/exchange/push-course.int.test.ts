import { describe, expect, it } from 'vitest';
import type { CourseDocument } from '@/server/domains/exchange/contract/document';
import { newId } from '@/server/platform/ids';
import { article, taught, withLessons } from '@/test/exchanged-course';
import { testDb } from '@/test/test-db';

describe('what is pushed', () => {
  it('is the working copy of a published course: learners read what was published until it is again', async () => {
    const { pull, push, course, factory } = await taught(['article']);
    const { document } = await pull();
    const seen = async () =>
      await testDb().courseVersionLesson.findMany({
        where: { courseVersion: { publishedOf: { id: course.id } } },
        select: { title: true, lessonVersion: { select: { bodyMd: true } } },
      });
    const before = await seen();
    expect(before).toHaveLength(1);
    const wanted = withLessons(document, (all) =>
      all.map((one) => ({ ...one, title: 'Anew', body: 'Anew.' })),
    );
    const written = await push(wanted);
    expect(written).toMatchObject({ outcome: 'written', document: { sections: wanted.sections } });
    expect(await seen()).toEqual(before);
    expect(
      await push(withLessons(wanted, (all) => all.map((one) => ({ ...one, body: 'Once more.' })))),
    ).toMatchObject({
      outcome: 'written',
    });
    expect(await testDb().lessonVersion.count()).toBe(2);
    await factory.publish(course.id);
    expect(await seen()).toEqual([{ title: 'Anew', lessonVersion: { bodyMd: 'Once more.' } }]);
  });
});

describe('a course of 40 sections and 1,000 lessons', () => {
  it('is written, turned around and written anew within the time a transaction may take', async () => {
    const { pull, push } = await taught([]);
    const { document } = await pull();
    const big: CourseDocument = {
      ...document,
      sections: Array.from({ length: 40 }, (_, section) => ({
        ...{ id: newId(), title: `Section ${section}` },
        lessons: Array.from({ length: 25 }, (__, lesson) =>
          article(`Lesson ${section} ${lesson}`, `lesson-${section}-${lesson}`),
        ),
      })),
    };
    expect(await push(big)).toMatchObject({ outcome: 'written' });
    const around = {
      ...big,
      sections: big.sections.toReversed().map((section) => ({
        ...section,
        lessons: section.lessons.toReversed().map((lesson) => ({ ...lesson, body: `${lesson.body}!` })),
      })),
    };
    await push(around, { prune: true });
    expect((await pull()).document).toEqual(around);
  });
});
