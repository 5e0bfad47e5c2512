import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';
import { migrationsDir } from './schema-files';

/** The statements of the migration that make the first versions. */
async function backFill(): Promise<string[]> {
  const sql = await readFile(join(migrationsDir, '20261128010744_course_versions/migration.sql'), 'utf8');
  const from = sql.indexOf('INSERT INTO "course_versions"');
  const to = sql.indexOf('-- What a version says stays so.');
  return sql
    .slice(from, to)
    .split(';')
    .filter((statement) => statement.trim() !== '');
}

/** What the versions say, without their own ids and times. */
async function versions() {
  const db = testDb();
  return {
    courses: await db.courseVersion.findMany({
      omit: { id: true, createdAt: true },
      orderBy: { courseId: 'asc' },
    }),
    sections: await db.courseVersionSection.findMany({
      omit: { courseVersionId: true },
      orderBy: { sectionId: 'asc' },
    }),
    lessons: await db.courseVersionLesson.findMany({
      omit: { courseVersionId: true },
      orderBy: { lessonId: 'asc' },
    }),
  };
}

it('the migration makes the same first versions as publishing, and pins who has finished', async () => {
  const db = testDb();
  const factory = testFactory();
  const course = await factory.course({ lessons: ['article', 'video', 'quiz'] });
  await factory.course({ status: 'draft', publishedAt: null });
  const archived = await factory.course({ status: 'archived', lessons: ['article', 'article'] });
  await db.lesson.updateMany({
    where: { id: archived.lessons[0]?.id ?? '' },
    data: { archivedAt: factory.context.now },
  });
  await db.section.create({
    data: { ...{ courseId: course.id, title: 'Gone', position: 'zz' }, archivedAt: factory.context.now },
  });
  await factory.enrollment({ courseId: course.id, completedAt: factory.context.now });
  await factory.enrollment({ courseId: course.id });
  await db.courseVersion.deleteMany();
  // Its numbers begin again.
  const again = testFactory();
  for (const { id } of [course, archived]) await again.publish(id);
  const published = await versions();
  expect(published.lessons).toHaveLength(4);

  await db.courseVersion.deleteMany();
  for (const statement of await backFill()) await db.$executeRawUnsafe(statement);
  expect(await versions()).toEqual(published);
  const { publishedVersionId } = await db.course.findUniqueOrThrow({ where: { id: course.id } });
  const pins = await db.enrollment.findMany({ select: { completedAt: true, completedVersionId: true } });
  expect(pins.map(({ completedVersionId }) => completedVersionId).toSorted()).toEqual([
    publishedVersionId,
    null,
  ]);
});
