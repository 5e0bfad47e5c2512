import { describe, expect, it } from 'vitest';
import { findCoursePage, listCatalogue, listCourseAddresses } from '@/server/domains/search/queries';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

const minute = 60_000;

/** Saves this many published courses, a minute apart, the newest last, and returns their slugs newest first. */
async function publish(factory: ReturnType<typeof testFactory>, count: number): Promise<string[]> {
  const { id: categoryId } = await factory.category();
  const owner = await factory.user({ role: 'instructor' });
  const slugs: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const publishedAt = new Date(factory.context.now.getTime() + number * minute);
    const course = await factory.course({ categoryId, owner, lessons: [], publishedAt });
    slugs.unshift(course.slug);
  }
  return slugs;
}

/** Follows the cursors from the first page to the last; `between` runs before each page but the first. */
async function readAll(between: () => Promise<void> = async () => undefined): Promise<string[]> {
  const slugs: string[] = [];
  let cursor: string | undefined;
  do {
    if (cursor !== undefined) await between();
    const page = await listCatalogue(testDb(), { cursor }, 'en');
    slugs.push(...page.items.map((course) => course.slug));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return slugs;
}

describe('listCatalogue', () => {
  it('narrows by words, subject, level and language, and by all of them together', async () => {
    const factory = testFactory();
    const [data, design] = [await factory.category(), await factory.category()];
    const wanted = await factory.course({
      title: 'Asking with SQL',
      categoryId: data.id,
      level: 'advanced',
      language: 'es',
    });
    await factory.course({ title: 'Setting type', subtitle: '', categoryId: design.id, level: 'beginner' });
    const titles = async (request: Parameters<typeof listCatalogue>[1]) =>
      (await listCatalogue(testDb(), request, 'en')).items.map((course) => course.title);
    expect(await titles({ query: 'sql' })).toEqual([wanted.title]);
    expect(await titles({ category: data.slug })).toEqual([wanted.title]);
    expect(await titles({ level: 'advanced' })).toEqual([wanted.title]);
    expect(await titles({ language: 'es' })).toEqual([wanted.title]);
    expect(
      await titles({ query: 'SQL', category: data.slug, level: 'advanced', language: 'es' }),
    ).toHaveLength(1);
    expect(await titles({ query: 'SQL', category: design.slug })).toEqual([]);
    expect(await titles({ category: 'no-such-subject' })).toEqual([]);
    expect(await titles({})).toHaveLength(2);
  });

  it.each(['100%', 'a_b', "it's", '\\', '"', "'; drop table course; --"])(
    'takes %j as plain words',
    async (query) => {
      const factory = testFactory();
      const course = await factory.course({ title: `Before ${query} after` });
      await factory.course({ title: 'Another 1000 aXb', subtitle: '', descriptionMd: '' });
      const { items } = await listCatalogue(testDb(), { query }, 'en');
      expect(items.map(({ slug }) => slug)).toEqual([course.slug]);
    },
  );

  it('never shows what is not published', async () => {
    const factory = testFactory();
    const draft = await factory.course({ status: 'draft', publishedAt: null });
    const archived = await factory.course({ status: 'archived' });
    expect((await listCatalogue(testDb(), {}, 'en')).items).toEqual([]);
    expect(await listCourseAddresses(testDb())).toEqual([]);
    for (const { slug } of [draft, archived]) expect(await findCoursePage(testDb(), slug, 'en')).toBeNull();
    expect(await findCoursePage(testDb(), 'no-such-course', 'en')).toBeNull();
  });

  it('goes through every course once, newest first, also among equal times', async () => {
    const factory = testFactory();
    await publish(factory, 20);
    const owner = await factory.user({ role: 'instructor' });
    const { id: categoryId } = await factory.category();
    for (let number = 0; number < 12; number += 1) await factory.course({ owner, categoryId, lessons: [] });
    const read = await readAll();
    const rows = await testDb().course.findMany({ orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }] });
    expect(read).toEqual(rows.map(({ slug }) => slug));
  });

  it('neither repeats nor loses a course when others are published in between', async () => {
    const factory = testFactory();
    const published = await publish(factory, 30);
    let late = 0;
    const read = await readAll(async () => {
      late += 1;
      const publishedAt = new Date(factory.context.now.getTime() + (1000 + late) * minute);
      await factory.course({ lessons: [], publishedAt });
    });
    expect(late).toBe(1);
    expect(read).toEqual(published);
  });

  it('refuses a cursor that nobody made', async () => {
    for (const cursor of ['x', '%%%', Buffer.from('["2026","1"]').toString('base64url')])
      await expect(listCatalogue(testDb(), { cursor }, 'en')).rejects.toThrow('platform/invalid_input');
  });
});

describe('findCoursePage', () => {
  it('says who teaches, what is taught and what learners thought', async () => {
    const factory = testFactory();
    const course = await factory.course({ lessons: ['article', 'video', 'quiz'] });
    const [first, second] = [await factory.user({ name: 'Ana Ruiz' }), await factory.user()];
    await factory.review({ courseId: course.id, userId: first.id, rating: 4, text: 'Clear.' });
    await factory.review({ courseId: course.id, userId: second.id, rating: 5, text: '' });
    const page = await findCoursePage(testDb(), course.slug, 'en');
    expect(page).toMatchObject({
      title: course.title,
      lessonCount: 3,
      people: [{ name: course.owner.name }],
      rating: { count: 2, mean: 4.5, perStar: [0, 0, 0, 1, 1] },
      reviews: [{ author: 'Ana Ruiz', rating: 4, text: 'Clear.' }],
    });
    expect(page?.curriculum.sections[0]?.lessons.map(({ kind }) => kind)).toEqual([
      'article',
      'video',
      'quiz',
    ]);
  });

  it('names the subject in the reader’s language, and in English where there is no such name', async () => {
    const factory = testFactory();
    const category = await factory.category();
    const { slug } = await factory.course({ categoryId: category.id });
    await testDb().categoryName.create({
      data: { categoryId: category.id, locale: 'es', name: 'Datos', description: '' },
    });
    const nameIn = async (locale: string) => (await findCoursePage(testDb(), slug, locale))?.category.name;
    expect(await nameIn('es')).toBe('Datos');
    expect(await nameIn('ar')).toBe(await nameIn('en'));
  });

  it('tells nobody how to write to a teacher or a reviewer', async () => {
    const factory = testFactory();
    const course = await factory.course();
    const learner = await factory.user();
    await factory.review({ courseId: course.id, userId: learner.id, text: 'Good.' });
    const said = JSON.stringify(await findCoursePage(testDb(), course.slug, 'en'));
    for (const secret of [learner.email, course.owner.email, learner.id]) expect(said).not.toContain(secret);
  });
});

describe('listCourseAddresses', () => {
  it('holds every published course, beyond one batch', async () => {
    const factory = testFactory();
    const slugs = await publish(factory, 7);
    expect((await listCourseAddresses(testDb(), 3)).map(({ slug }) => slug)).toEqual(slugs);
  });
});
