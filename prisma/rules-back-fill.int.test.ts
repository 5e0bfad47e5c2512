import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFactory } from '@/test/factory';
import { testDb } from '@/test/test-db';
import { migrationsDir } from './schema-files';

/** The statements of the migration that give existing versions their rules. */
async function backFill(): Promise<string[]> {
  const file = join(migrationsDir, '20261128022918_rules_in_versions/migration.sql');
  const sql = await readFile(file, 'utf8');
  return sql
    .slice(sql.indexOf('ALTER TABLE "course_versions" DISABLE TRIGGER'))
    .split(';')
    .filter((statement) => statement.trim() !== '');
}

it('the migration gives every version the rules that learners met until then', async () => {
  const db = testDb();
  const factory = testFactory();
  const course = await factory.course({ lessons: ['article', 'article'] });
  const other = await factory.course({ lessons: ['article'] });
  await factory.publish(course.id);
  const [first = { id: '' }, second = { id: '' }] = course.lessons;
  const rule = { kind: 'completed', lessonId: first.id };
  await db.lesson.update({ where: { id: second.id }, data: { releaseRule: rule } });
  await db.section.update({
    where: { id: course.section.id },
    data: { releaseRule: { kind: 'enrolled', days: 2 } },
  });
  await db.course.update({ where: { id: course.id }, data: { isSequential: true } });
  for (const statement of await backFill()) await db.$executeRawUnsafe(statement);

  const versions = await db.courseVersion.findMany({
    include: {
      sections: { select: { releaseRule: true } },
      lessons: { select: { lessonId: true, releaseRule: true } },
    },
  });
  const own = versions.filter(({ courseId }) => courseId === course.id);
  expect(own).toHaveLength(2);
  for (const version of own) {
    expect(version.isSequential).toBe(true);
    expect(version.sections).toEqual([{ releaseRule: { kind: 'enrolled', days: 2 } }]);
    expect(new Map(version.lessons.map((one) => [one.lessonId, one.releaseRule]))).toEqual(
      new Map<string, unknown>([
        [first.id, null],
        [second.id, rule],
      ]),
    );
  }
  const [theirs] = versions.filter(({ courseId }) => courseId === other.id);
  expect(theirs).toMatchObject({ isSequential: false, sections: [{ releaseRule: null }] });
  await expect(db.courseVersion.updateMany({ data: { isSequential: false } })).rejects.toThrow(
    'a version of a course is never changed',
  );
});
