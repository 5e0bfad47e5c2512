import { describe, expect, it } from 'vitest';
import type { LessonSettings } from '@/server/domains/content/contract/settings';
import { changesBetween } from '@/server/domains/exchange/contract/diff';
import type { CourseDocument, LessonDocument } from '@/server/domains/exchange/contract/document';
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

type FileKind = 'audio' | 'document' | 'video';

/** Files of a library, and one of another library, of the same bytes as the one of this. */
async function filesOf(ownerId: string) {
  const make = async (kind: FileKind, letter: string) => {
    const id = newId();
    const data = { id, ownerId, key: `private/${id}`, name: `${letter}.${kind}`, kind, bytes: 3 };
    const fingerprint = `${letter.repeat(43)}=-1`;
    const form = { status: 'ready', contentType: 'application/octet-stream', durationMs: 90_000 } as const;
    await testDb().asset.create({ data: { ...data, ...form, fingerprint } });
    return id;
  };
  return {
    video: await make('video', 'A'),
    audio: await make('audio', 'B'),
    pdf: await make('document', 'C'),
    other: await make('document', 'D'),
  };
}

const question = (id: string) => ({
  ...{ id, kind: 'single' as const, promptMd: 'Why?', explanationMd: 'So.', points: 3 },
  choices: [
    { id: newId(), textMd: 'A', isCorrect: true },
    { id: newId(), textMd: 'B', isCorrect: false },
  ],
});

/** A course with a lesson of every kind, as the studio saves them. */
async function everyKind() {
  const here = await taught(['article']);
  const { owner, course } = here;
  const files = await filesOf(owner.id);
  const content = callAs(owner).content;
  const courseSlug = course.slug;
  const half = { ...question(newId()), promptMd: '', choices: [] };
  const all: [LessonSettings, string | null][] = [
    [{ kind: 'article' }, null],
    [{ kind: 'video' }, files.video],
    [{ kind: 'audio' }, files.audio],
    [{ kind: 'document', minutes: 25 }, files.pdf],
    [
      {
        ...{ kind: 'download', minutes: 4 },
        files: [
          { assetId: files.other, label: 'Twice: the same' },
          { assetId: files.pdf, label: '' },
        ],
      },
      null,
    ],
    [{ kind: 'embed', minutes: null, url: 'https://vimeo.com/123456789', title: 'A # film' }, null],
    [
      {
        ...{ kind: 'live', startsLocal: '2027-03-01T18:00', timeZone: 'Europe/Madrid', minutes: 45 },
        ...{ joinUrl: 'https://meet.example/a', isCancelled: false },
        recordingLessonId: course.lessons[0]?.id ?? null,
      },
      null,
    ],
    [{ kind: 'quiz', passPercent: 65, questions: [question(newId()), half] }, null],
    [
      {
        ...{ kind: 'assignment', minutes: 90, dueLocal: '2027-04-01T12:00', timeZone: 'Asia/Kathmandu' },
        ...{ accepts: { text: true, files: false, links: true }, completesOn: 'passed' },
      },
      null,
    ],
  ];
  for (const [settings, assetId] of all) {
    const sectionId = course.section.id;
    const title = `A lesson of kind ${settings.kind}`;
    const { sections } = await content.addLesson({ courseSlug, sectionId, title, kind: settings.kind });
    const lessonId = sections[0]?.lessons.at(-1)?.id ?? '';
    const { revision } = await content.settings({ courseSlug, lessonId });
    await content.saveSettings({ courseSlug, lessonId, settings, assetId, revision });
  }
  const { id: ownerId } = await here.factory.user({ role: 'instructor' });
  const fingerprint = `${'C'.repeat(43)}=-1`;
  await testDb().asset.update({ where: { id: files.other }, data: { ownerId, fingerprint } });
  return { ...here, content, courseSlug };
}

/** Everything that lessons and their texts are, but when they were written. */
async function rows() {
  const lessons = await testDb().lesson.findMany({ orderBy: { id: 'asc' } });
  const texts = await testDb().lessonVersion.findMany({ orderBy: { id: 'asc' } });
  return { lessons: lessons.map(({ updatedAt: _, ...row }) => row), texts };
}

const retitled = (document: CourseDocument) =>
  withLessons(document, (all) => all.map((one) => ({ ...one, title: `${one.title}, anew` })));

function changed<Kind extends LessonDocument['kind']>(
  document: CourseDocument,
  kind: Kind,
  change: (lesson: Extract<LessonDocument, { kind: Kind }>) => LessonDocument,
): CourseDocument {
  const isOf = (one: LessonDocument): one is Extract<LessonDocument, { kind: Kind }> => one.kind === kind;
  return withLessons(document, (all) => all.map((one) => (isOf(one) ? change(one) : one)));
}

describe('a lesson of every kind', () => {
  it('goes out and comes in again as it was: nothing is written, whatever is pushed twice', async () => {
    const { pull, push } = await everyKind();
    const before = await rows();
    const { document, version } = await pull();
    expect(new Set(document.sections[0]?.lessons.map(({ kind }) => kind)).size).toBe(9);
    const again = throughFiles(document);
    expect(changesBetween(document, again)).toEqual([]);
    expect(await push(again)).toMatchObject({ outcome: 'written', version });
    expect(await rows()).toEqual(before);
  });

  it('keeps settings, files and counts of saves when only its title changes', async () => {
    const { pull, push } = await everyKind();
    const { texts } = await rows();
    const wanted = retitled((await pull()).document);
    expect(await push(throughFiles(wanted))).toMatchObject({ outcome: 'written' });
    expect((await rows()).texts).toEqual(texts);
    expect((await pull()).document).toEqual(wanted);
  });

  it('is new in a course of its own with all it has', async () => {
    const { pull, caller } = await everyKind();
    const { document } = await pull();
    const sections = document.sections.map((section) => ({
      ...section,
      id: newId(),
      lessons: section.lessons.map((lesson) => ({ ...lesson, id: newId() })),
    }));
    const fresh = { ...document, id: newId(), details: { ...document.details, slug: 'fresh' }, sections };
    // The same bytes are one file of the library, which is offered once.
    const wanted = changed(fresh, 'download', (one) => ({
      ...one,
      settings: { ...one.settings, files: one.settings.files.slice(0, 1) },
    }));
    const written = await caller.push({ document: throughFiles(wanted), base: null, prune: false });
    expect(written).toMatchObject({ outcome: 'written', document: { sections: wanted.sections } });
    const shown = await testDb().lesson.findMany({
      where: { courseId: fresh.id },
      select: { kind: true, minutes: true, publishedVersionId: true },
    });
    const minutes = new Map(shown.map((one) => [one.kind, one.minutes]));
    expect([minutes.get('audio'), minutes.get('document'), minutes.get('live')]).toEqual([2, 25, 45]);
    expect(shown.filter((one) => one.publishedVersionId === null).map(({ kind }) => kind)).toEqual([
      'article',
      'assignment',
    ]);
  });

  it('is saved as the studio saves: counted, beside what was published, with what the server makes of it', async () => {
    const { pull, push, content, courseSlug, factory, course } = await everyKind();
    await factory.publish(course.id);
    const { document } = await pull();
    const live = document.sections[0]?.lessons.find(({ kind }) => kind === 'live');
    const lessonId = live?.id ?? '';
    const { revision } = await content.settings({ courseSlug, lessonId });
    const frozen = await testDb().lessonVersion.findMany({ where: { lessonId } });
    const wanted = changed(document, 'live', (one) => ({
      ...one,
      settings: { ...one.settings, startsLocal: '2027-03-02T18:00' },
    }));
    expect(await push(throughFiles(wanted))).toMatchObject({ outcome: 'written', document: wanted });
    const saved = await content.settings({ courseSlug, lessonId });
    expect(saved).toMatchObject({ revision: revision + 1, settings: { startsLocal: '2027-03-02T18:00' } });
    const texts = await testDb().lessonVersion.findMany({ where: { lessonId }, orderBy: { version: 'asc' } });
    expect(texts.slice(0, -1)).toEqual(frozen);
    expect(texts.at(-1)).toMatchObject({
      revision: frozen.at(-1)?.revision,
      settings: { startsAt: '2027-03-02T17:00:00.000Z', sequence: 1 },
    });
    // Somebody in the studio who began before the push does not write over it.
    await expect(
      content.saveSettings({
        courseSlug,
        lessonId,
        assetId: null,
        revision,
        settings: {
          ...saved.settings,
          ...(saved.settings.kind === 'live' ? { minutes: 50 } : {}),
        },
      }),
    ).rejects.toThrow('content/changed_since');
  });

  it('shows no file of another kind, and is told where it names one', async () => {
    const { pull, caller } = await everyKind();
    const { document } = await pull();
    const film = `${'A'.repeat(43)}=-1`;
    const wrong = changed(
      changed(document, 'audio', (one) => ({ ...one, media: film })),
      'download',
      (one) => ({
        ...one,
        settings: { ...one.settings, files: [{ media: `${'Z'.repeat(43)}=-1`, label: '' }] },
      }),
    );
    const { problems } = await caller.check({ document: wrong });
    expect(problems.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
      'sections.0.lessons.3.media media_unknown',
      'sections.0.lessons.5.settings.files.0.media media_unknown',
    ]);
  });
});

describe('what a document does not name', () => {
  it('stays as it is: rules of release, the order they are learnt in, who may see the course, cohorts', async () => {
    const { pull, push, content, courseSlug, course } = await everyKind();
    const { document } = await pull();
    const [first, second] = document.sections[0]?.lessons ?? [];
    await content.saveRelease({
      ...{ courseSlug, target: { kind: 'lesson', id: second?.id ?? '' } },
      rule: { kind: 'completed', lessonId: first?.id ?? '' },
    });
    const section = { kind: 'section', id: course.section.id } as const;
    await content.saveRelease({ courseSlug, target: section, rule: { kind: 'enrolled', days: 2 } });
    await content.setSequential({ courseSlug, isSequential: true });
    await testDb().course.update({ where: { id: course.id }, data: { visibility: 'unlisted' } });
    const cohort = { id: newId(), courseId: course.id, name: 'Spring', zone: 'UTC' };
    await testDb().cohort.create({ data: { ...cohort, startsLocal: '2027-01-01T09:00' } });
    const state = async () => ({
      lessons: await testDb().lesson.findMany({
        select: { id: true, releaseRule: true },
        orderBy: { id: 'asc' },
      }),
      sections: await testDb().section.findMany({ select: { id: true, releaseRule: true } }),
      course: await testDb().course.findUnique({
        where: { id: course.id },
        select: { isSequential: true, visibility: true, status: true },
      }),
      cohorts: await testDb().cohort.findMany(),
    });
    const before = await state();
    expect(before.lessons.filter((one) => one.releaseRule !== null)).toHaveLength(1);
    expect(before).toMatchObject({ course: { isSequential: true, visibility: 'unlisted' } });
    const wanted = retitled(document);
    const bodied = withLessons(wanted, (all) => all.map((one) => ({ ...one, body: `${one.body}!` })));
    const renamed = {
      ...bodied,
      details: { ...bodied.details, title: 'Renamed' },
      sections: bodied.sections.map((one) => ({ ...one, title: 'Renamed' })),
    };
    expect(await push(throughFiles(renamed), { prune: true })).toMatchObject({ outcome: 'written' });
    expect(await state()).toEqual(before);
    // A new lesson waits for nothing, and a push may not take away what another one waits for.
    const less = withLessons(renamed, (all) => [...all.slice(1), article('New', 'new')]);
    await expect(push(less, { prune: true })).rejects.toThrow('content/');
    expect(await state()).toEqual(before);
  });
});
