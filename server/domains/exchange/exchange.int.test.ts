import { describe, expect, it } from 'vitest';
import { changesBetween } from '@/server/domains/exchange/contract/diff';
import type { CourseDocument } from '@/server/domains/exchange/contract/document';
import { readCourse } from '@/server/domains/exchange/contract/read';
import { writeCourse } from '@/server/domains/exchange/contract/write';
import { newId } from '@/server/platform/ids';
import { callAs } from '@/test/caller';
import { article, taught, withLessons } from '@/test/exchanged-course';
import { testDb } from '@/test/test-db';

/** Sends a document through files, as a folder would hold it. */
function throughFiles(document: CourseDocument): CourseDocument {
  const read = readCourse({ texts: writeCourse(document), media: new Map() }, newId);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.course.document;
}

const trail = async () =>
  (await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } })).map(({ action }) => action);
const told = async () => (await testDb().outboxEvent.findMany()).map(({ name }) => name);

describe('a course that is pulled and pushed', () => {
  it('changes nothing, through files and back, and leaves no trace', async () => {
    const { pull, push } = await taught();
    const { document, version } = await pull();
    expect(document.sections[0]?.lessons.map(({ kind }) => kind)).toEqual([
      'article',
      'article',
      'video',
      'quiz',
    ]);
    const again = throughFiles(document);
    expect(changesBetween(document, again)).toEqual([]);
    expect(await push(again)).toMatchObject({ outcome: 'written', version });
    expect(await trail()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  it('is what was pushed: details, sections, lessons of every kind, their order and their texts', async () => {
    const { pull, push } = await taught();
    const { document } = await pull();
    const [section] = document.sections;
    const lessons = section?.lessons ?? [];
    const quiz = lessons.find(({ kind }) => kind === 'quiz');
    if (section === undefined || quiz?.kind !== 'quiz') throw new Error('a quiz');
    const [question, ...others] = quiz.questions;
    if (question === undefined) throw new Error('a question');
    const added = {
      ...question,
      id: newId(),
      choices: question.choices.map((one) => ({ ...one, id: newId() })),
    };
    const wanted: CourseDocument = {
      ...document,
      details: { ...document.details, title: 'Another', slug: 'another', tags: ['new'] },
      sections: [
        { id: newId(), title: 'First of all', lessons: [article('New', 'new'), ...lessons.slice(2, 3)] },
        {
          ...section,
          title: 'Renamed',
          lessons: [
            { ...quiz, pass: 55, questions: [added, ...others, { ...question, prompt: 'Otherwise?' }] },
            ...lessons
              .slice(0, 2)
              .toReversed()
              .map((one) => ({ ...one, body: `${one.body}\n\nMore.`, preview: true })),
          ],
        },
      ],
    };
    const written = await push(throughFiles(wanted));
    if (written.outcome !== 'written') throw new Error(JSON.stringify(written));
    expect(written.document.sections).toEqual(wanted.sections);
    expect(written.document.details).toEqual(wanted.details);
    expect([...writeCourse((await pull()).document)]).toEqual([...writeCourse(wanted)]);
    expect(await trail()).toEqual(['course.changed', 'curriculum.changed']);
    expect(await told()).toEqual(['course/changed', 'content/outline.changed']);
    // The same once more, from the state before: what is there already is not written again.
    expect(await push(wanted, { base: 'whatever' })).toMatchObject({
      outcome: 'written',
      version: written.version,
    });
  });

  it('swaps addresses, and gives a new lesson one that another gave up', async () => {
    const { pull, push } = await taught(['article', 'article']);
    const { document } = await pull();
    const [a, b] = document.sections[0]?.lessons ?? [];
    if (a === undefined || b === undefined) throw new Error('two lessons');
    const wanted = withLessons(document, () => [
      { ...a, slug: b.slug },
      { ...b, slug: 'elsewhere' },
      article('Third', a.slug),
    ]);
    const written = await push(wanted);
    expect(written).toMatchObject({ outcome: 'written', document: { sections: wanted.sections } });
  });

  it('takes out only what it is asked to, and brings it back as it was', async () => {
    const { pull, push } = await taught(['article', 'article', 'article']);
    const { document } = await pull();
    const less = withLessons(document, (lessons) => lessons.slice(0, 2));
    expect(await push(less)).toMatchObject({ outcome: 'written' });
    expect((await pull()).document).toEqual(document);
    await push(less, { prune: true });
    expect((await pull()).document).toEqual(less);
    expect(await testDb().lesson.count({ where: { archivedAt: { not: null } } })).toBe(1);
    await push(document);
    expect((await pull()).document).toEqual(document);
  });

  it('is refused over another state than it was made from, and nothing of it is written', async () => {
    const { pull, push, owner, course } = await taught();
    const { document, version } = await pull();
    const lesson = document.sections[0]?.lessons[0];
    await callAs(owner).content.saveLesson({
      ...{ courseSlug: course.slug, lessonId: lesson?.id ?? '', revision: 1, bodyMd: 'By hand.' },
    });
    const wanted = withLessons(document, (lessons) => [...lessons, article('Late', 'late')]);
    await expect(push(wanted, { base: version })).rejects.toThrow('exchange/changed_since');
    await expect(push(wanted, { base: null })).rejects.toThrow('exchange/changed_since');
    expect((await pull()).document.sections[0]?.lessons).toHaveLength(4);
  });

  it('is written once, also when ten are pushed at once', async () => {
    const { pull, push } = await taught(['article']);
    const { document, version } = await pull();
    const tries = await Promise.allSettled(
      Array.from(
        { length: 10 },
        async (_, index) =>
          await push(
            withLessons(document, (all) => [...all, article(`No ${index}`, `no-${index}`)]),
            { base: version },
          ),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await pull()).document.sections[0]?.lessons).toHaveLength(2);
  });
});

describe('a new course', () => {
  it('is begun with the ids it brings, as a draft of who pushes it', async () => {
    const { caller, pull } = await taught();
    const { document } = await pull();
    const id = newId();
    expect(await caller.pull({ courseId: id })).toEqual({ outcome: 'new' });
    const fresh: CourseDocument = {
      id,
      details: { ...document.details, slug: 'fresh' },
      sections: [{ id: newId(), title: 'One', lessons: [article('Hello', 'hello')] }],
      media: [],
    };
    const written = await caller.push({ document: fresh, base: null, prune: false });
    expect(written).toMatchObject({ outcome: 'written', document: fresh });
    expect(await testDb().course.findUnique({ where: { id }, select: { status: true } })).toEqual({
      status: 'draft',
    });
    expect(await caller.push({ document: fresh, base: null, prune: false })).toMatchObject({
      outcome: 'written',
    });
  });

  it('is nobody’s to begin who does not teach, and nobody’s to change who is not on its staff', async () => {
    const { factory, pull } = await taught();
    const { document } = await pull();
    const learner = callAs(await factory.user()).exchange;
    const stranger = callAs(await factory.user({ role: 'instructor' })).exchange;
    const fresh = {
      ...document,
      id: newId(),
      details: { ...document.details, slug: 'x' },
      sections: [],
      media: [],
    };
    await expect(learner.push({ document: fresh, base: null, prune: false })).rejects.toThrow(
      'platform/forbidden',
    );
    for (const call of [
      async () => await stranger.pull({ courseId: document.id }),
      async () => await stranger.pull({ courseSlug: document.details.slug }),
      async () => await stranger.files({ courseId: document.id }),
      async () => await stranger.check({ document }),
      async () => await stranger.push({ document, base: null, prune: false }),
    ]) {
      await expect(call()).rejects.toThrow('courses/not_found');
    }
  });
});

describe('a document', () => {
  it('is told everything that is wrong with it at once, where it stands, and changes nothing', async () => {
    const { factory, pull, push, caller } = await taught();
    const { document, version } = await pull();
    const other = await factory.course({ lessons: ['article'] });
    const foreign = other.lessons[0]?.id ?? '';
    const [a, b, video] = document.sections[0]?.lessons ?? [];
    if (a === undefined || b === undefined || video?.kind !== 'video') throw new Error('lessons');
    const wrong = withLessons(
      { ...document, details: { ...document.details, slug: other.slug, category: 'nowhere' } },
      () => [
        { ...a, id: foreign },
        { ...article('Changed', 'changed'), id: video.id },
        { ...b, slug: 'changed' },
        { ...video, id: newId(), slug: 'film', media: `${'A'.repeat(43)}=-1` },
      ],
    );
    const { problems } = await caller.check({ document: wrong });
    const at = (list: typeof problems) =>
      list.map(({ path, code }) => `${path.join('.')} ${code}`).toSorted();
    expect(at(problems)).toEqual([
      'details.category category_unknown',
      'details.slug course_slug_taken',
      'sections.0.lessons.0.id id_taken',
      'sections.0.lessons.1.kind kind_changed',
      'sections.0.lessons.2.slug slug_twice',
      'sections.0.lessons.3.media media_unknown',
    ]);
    expect(await push(wrong)).toMatchObject({ outcome: 'refused' });
    expect((await pull()).version).toBe(version);
  });

  it('takes questions away that somebody is answering: their attempt keeps the ones it began with', async () => {
    const { factory, pull, push, course } = await taught(['quiz']);
    const { document } = await pull();
    const learner = await factory.user();
    await factory.enrollment({ courseId: course.id, userId: learner.id });
    const lessonId = course.lessons[0]?.id ?? '';
    const assessments = callAs(learner).assessments;
    const { attemptId } = await assessments.start({ lessonId });
    const asked = async () => (await assessments.quiz({ lessonId })).openAttempt?.questions ?? [];
    const questions = await asked();
    expect(questions.length).toBeGreaterThan(1);
    const without = withLessons(document, (all) =>
      all.map((one) =>
        one.kind === 'quiz'
          ? { ...one, questions: one.questions.slice(1).map((each) => ({ ...each, points: 7 })) }
          : one,
      ),
    );
    expect(await push(without)).toMatchObject({ outcome: 'written' });
    expect((await pull()).document).toEqual(without);
    await factory.publish(course.id);
    expect(await assessments.start({ lessonId })).toEqual({ attemptId });
    expect(await asked()).toEqual(questions);
    await assessments.submit({ attemptId });
    await assessments.start({ lessonId });
    expect(await asked()).toHaveLength(questions.length - 1);
  });

  it('may show files of its course and of the library of who pushes it, and nobody else’s', async () => {
    const { pull, push, owner, factory, caller } = await taught(['video']);
    const { document } = await pull();
    const own = newId();
    const fingerprint = `${'B'.repeat(43)}=-1`;
    const facts = {
      kind: 'video',
      status: 'ready',
      contentType: 'video/mp4',
      bytes: 3,
      fingerprint,
    } as const;
    await testDb().asset.create({
      data: { id: own, ownerId: owner.id, key: `private/${own}`, name: 'mine.mp4', ...facts },
    });
    const showing = (hash: string) => ({
      ...withLessons(document, (all) =>
        all.map((one) => (one.kind === 'video' ? { ...one, media: hash } : one)),
      ),
      media: [{ hash, name: 'mine.mp4' }],
    });
    expect(await push(showing(fingerprint))).toMatchObject({ outcome: 'written' });
    const { items } = await caller.files({ courseId: document.id });
    expect(items).toMatchObject([{ hash: fingerprint, assetId: own, captions: [] }]);
    const theirs = newId();
    const stranger = await factory.user({ role: 'instructor' });
    const foreign = { ...facts, fingerprint: null };
    await testDb().asset.create({
      data: { id: theirs, ownerId: stranger.id, key: `private/${theirs}`, ...foreign },
    });
    expect(await push(showing(`asset:${theirs}`))).toMatchObject({
      outcome: 'refused',
      problems: [{ code: 'media_unknown' }],
    });
  });
});
