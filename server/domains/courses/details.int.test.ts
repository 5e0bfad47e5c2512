import { describe, expect, it } from 'vitest';
import { findMovedCourse } from '@/server/domains/courses';
import type { DetailFields } from '@/server/domains/courses/contract';
import { tagsToExpire } from '@/server/wiring/invalidation';
import { callAs } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';

async function school() {
  const factory = testFactory();
  const course = await factory.course({ slug: 'greek' });
  const { slug: category } = await testDb().category.findUniqueOrThrow({ where: { id: course.categoryId } });
  const owner = callAs(course.owner).courses;
  return { factory, course, category, owner };
}

const begin = (category: string, title = 'Bread, Flour & Water') => ({
  ...{ title, category, level: 'beginner' as const, language: 'en' },
});

describe('a new course', () => {
  it('is a draft of whoever made it, with an address of its own, and on record', async () => {
    const { factory, category } = await school();
    const teacher = await factory.user({ role: 'instructor' });
    const { courses, analytics } = callAs(teacher);
    expect(await courses.create(begin(category))).toEqual({ courseSlug: 'bread-flour-water' });
    expect(await courses.create(begin(category))).toEqual({ courseSlug: 'bread-flour-water-2' });
    const details = await courses.details({ courseSlug: 'bread-flour-water' });
    expect(details).toMatchObject({ status: 'draft', version: 1, formerSlugs: [] });
    expect((await analytics.overview()).courses.map(({ status }) => status)).toEqual(['draft', 'draft']);
    const trail = await testDb().auditEntry.findMany({ select: { action: true } });
    expect(trail.map(({ action }) => action)).toEqual(['course.created', 'course.created']);
    const stranger = callAs(await factory.user({ role: 'instructor' })).courses;
    await expect(stranger.details({ courseSlug: 'bread-flour-water' })).rejects.toThrow('courses/not_found');
  });

  it('has an address of its own also when ten are made at once', async () => {
    const { factory, category } = await school();
    const { courses } = callAs(await factory.user({ role: 'instructor' }));
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => courses.create(begin(category))));
    const slugs = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.courseSlug] : []));
    expect(slugs.length).toBeGreaterThan(0);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(await testDb().course.count({ where: { status: 'draft' } })).toBe(slugs.length);
    for (const one of made) {
      if (one.status === 'rejected') expect(String(one.reason)).toContain('courses/slug_taken');
    }
  });

  it('needs a subject that exists', async () => {
    const { factory } = await school();
    const { courses } = callAs(await factory.user({ role: 'instructor' }));
    await expect(courses.create(begin('nothing'))).rejects.toThrow('courses/category_not_found');
  });
});

describe('the details of a course', () => {
  async function editing() {
    const made = await school();
    const { details, version } = await made.owner.details({ courseSlug: 'greek' });
    const save = async (change: Partial<DetailFields>, from = version, courseSlug = 'greek') =>
      await made.owner.saveDetails({ courseSlug, version: from, details: { ...details, ...change } });
    return { ...made, details, version, save };
  }

  it('are saved for the next version, and on record without what was written', async () => {
    const { save, course } = await editing();
    const saved = await save({ title: 'Greek for everybody', tags: ['language'], outcomes: ['Read Homer'] });
    expect(saved).toMatchObject({
      version: 2,
      details: { title: 'Greek for everybody', tags: ['language'] },
    });
    const events = await testDb().outboxEvent.findMany({ select: { id: true, name: true, data: true } });
    expect(events).toMatchObject([
      { name: 'course/changed', data: { courseId: course.id, isPublic: false } },
    ]);
    expect(tagsToExpire(events)).toEqual([]);
    const [entry] = await testDb().auditEntry.findMany();
    expect(entry?.after).toEqual({ fields: 'title outcomes tags' });
  });

  it('saved without a change stay at their version', async () => {
    const { save } = await editing();
    expect(await save({})).toMatchObject({ version: 1 });
    expect(await testDb().outboxEvent.count()).toBe(0);
  });

  it('are saved over the version they began with, once, however many save at once', async () => {
    const { save } = await editing();
    const saves = await Promise.allSettled(
      Array.from({ length: 10 }, async (_, index) => await save({ title: `Title ${index}` })),
    );
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(save({ title: 'Late' })).rejects.toThrow('courses/changed_since');
  });

  it('keep every address they had, for this course alone', async () => {
    const { save, owner, factory, category } = await editing();
    await save({ slug: 'hellenic' });
    const { formerSlugs } = await save({ slug: 'attic' }, 2, 'hellenic');
    expect(formerSlugs).toEqual(['greek', 'hellenic']);
    expect(await findMovedCourse(testDb(), 'greek')).toBe('attic');
    expect(await findMovedCourse(testDb(), 'attic')).toBeNull();
    // Nobody else gets an address that still leads here, neither by saving nor by making a course.
    const other = await factory.course({ slug: 'latin' });
    const { details, version } = await callAs(other.owner).courses.details({ courseSlug: 'latin' });
    for (const slug of ['greek', 'attic']) {
      const take = callAs(other.owner).courses.saveDetails({
        ...{ courseSlug: 'latin', version, details: { ...details, slug } },
      });
      await expect(take).rejects.toThrow('courses/slug_taken');
    }
    const teacher = callAs(await factory.user({ role: 'instructor' })).courses;
    expect(await teacher.create(begin(category, 'Greek'))).toEqual({ courseSlug: 'greek-2' });
    const back = await owner.details({ courseSlug: 'attic' });
    const again = { ...back.details, slug: 'greek' };
    await owner.saveDetails({ courseSlug: 'attic', version: back.version, details: again });
    expect(await findMovedCourse(testDb(), 'attic')).toBe('greek');
  });

  it('do not give away a draft by its former address', async () => {
    const { save, course } = await editing();
    await save({ slug: 'hellenic' });
    await testDb().course.update({ where: { id: course.id }, data: { status: 'draft' } });
    expect(await findMovedCourse(testDb(), 'greek')).toBeNull();
  });

  it.each(['owner', 'instructor', 'assistant'] as const)(
    'are changed by an %s as their place says',
    async (role) => {
      const { factory, course, details } = await editing();
      const person = await factory.user();
      await testDb().courseStaff.create({ data: { courseId: course.id, userId: person.id, role } });
      const { courses } = callAs(person);
      const frame = await courses.frame({ courseSlug: 'greek' });
      const save = courses.saveDetails({
        courseSlug: 'greek',
        version: 1,
        details: { ...details, title: 'New' },
      });
      expect(frame.may.includes('content.edit')).toBe(role !== 'assistant');
      if (role === 'assistant') await expect(save).rejects.toThrow('courses/not_found');
      else expect(await save).toMatchObject({ version: 2 });
    },
  );
});

describe('a studio page that is open while a colleague changes the address', () => {
  it('goes on under the former one, and learns the present one', async () => {
    const { factory, course, owner } = await school();
    const colleague = await factory.user({ role: 'instructor' });
    await testDb().courseStaff.create({
      data: { courseId: course.id, userId: colleague.id, role: 'instructor' },
    });
    const { version, details } = await owner.details({ courseSlug: 'greek' });
    await owner.saveDetails({ courseSlug: 'greek', version, details: { ...details, slug: 'ancient-greek' } });
    const { courses, content } = callAs(colleague);
    expect((await courses.frame({ courseSlug: 'greek' })).slug).toBe('ancient-greek');
    const outline = await content.addSection({ courseSlug: 'greek', title: 'Letters' });
    expect(outline.sections.map(({ title }) => title)).toContain('Letters');
    const open = await courses.details({ courseSlug: 'greek' });
    expect(open.details.slug).toBe('ancient-greek');
    const changed = { ...open.details, subtitle: 'Read Homer.' };
    const saved = await courses.saveDetails({ courseSlug: 'greek', version: open.version, details: changed });
    expect(saved.details.subtitle).toBe('Read Homer.');
    const stranger = callAs(await factory.user({ role: 'instructor' })).courses;
    await expect(stranger.frame({ courseSlug: 'greek' })).rejects.toThrow('courses/not_found');
  });
});
