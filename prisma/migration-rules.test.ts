import { describe, expect, it } from 'vitest';
import { findContractions } from './migration-rules';

const reasons = (sql: string) =>
  findContractions({ name: '1_x', sql }).map(({ line, reason }) => `${line}: ${reason}`);

describe('findContractions', () => {
  it.each([
    ['DROP TABLE "a";', 'drops'],
    ['ALTER TABLE "a" DROP COLUMN "b";', 'drops'],
    ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";', 'renames'],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE BIGINT;', 'changes a type'],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', 'refuses rows'],
    ['ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL;', 'refuses rows'],
    ['DELETE FROM "a";', 'removes rows'],
  ])('reports %s', (sql, reason) => {
    expect(reasons(sql)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    'CREATE TABLE "a" ("b" TEXT NOT NULL);',
    'ALTER TABLE "a" ADD COLUMN "b" TEXT;',
    'ALTER TABLE "a" ADD COLUMN "b" INTEGER NOT NULL DEFAULT 0;',
    'ALTER TABLE "a" ADD COLUMN "b" TEXT, ADD CONSTRAINT "c" CHECK ("d" IS NOT NULL);',
    'ALTER TABLE "a" ADD FOREIGN KEY ("b") REFERENCES "c" ON DELETE CASCADE;',
    '-- DROP TABLE "a";',
    "INSERT INTO a VALUES ('DROP TABLE');",
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM a $$;',
  ])('lets %s pass', (sql) => {
    expect(reasons(sql)).toEqual([]);
  });

  it('tells the line', () => {
    expect(reasons('SELECT 1;\n-- DROP\nDROP TABLE a;')).toEqual([expect.stringMatching(/^3: /)]);
  });

  it('believes a reason, but not an empty one', () => {
    expect(reasons('-- contract: unread since 1.4\nDROP TABLE a;')).toEqual([]);
    expect(reasons('-- contract:\nDROP TABLE a;')).toHaveLength(1);
  });
});
