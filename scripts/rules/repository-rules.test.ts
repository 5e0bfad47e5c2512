import { describe, expect, it } from 'vitest';
import { checkEnvExample, checkOwnTables, checkSchemaFiles, envVariables } from './repository-rules';

const ownership = new Map([
  ['course', 'courses'],
  ['enrollment', 'enrollments'],
]);

describe('own-tables', () => {
  const repo = 'server/domains/enrollments/repo.ts';

  it('finds a repo that reads the table of another domain', () => {
    const found = checkOwnTables(repo, 'export const find = (db) =>\n  db.course.findMany();', ownership);
    expect(found).toMatchObject([{ line: 2, message: 'course belongs to courses, not to enrollments' }]);
    expect(
      checkOwnTables('server/domains/enrollments/repo/rows.ts', 'tx.course.count()', ownership),
    ).toHaveLength(1);
  });

  it('accepts own tables, unrelated names, and files that are no repo', () => {
    expect(checkOwnTables(repo, 'tx.enrollment.create({}); row.course.title;', ownership)).toEqual([]);
    expect(checkOwnTables('server/domains/enrollments/index.ts', 'db.course.findMany()', ownership)).toEqual(
      [],
    );
  });
});

describe('schema-file', () => {
  it('accepts domains and the platform, and nothing else', () => {
    expect(checkSchemaFiles(['main', 'platform', 'courses'])).toEqual([]);
    expect(checkSchemaFiles(['grades'])).toMatchObject([{ path: 'prisma/schema/grades.prisma' }]);
  });
});

describe('env-example', () => {
  const env =
    'const schema = z.object({ NODE_ENV: z.string(), APP_URL: z.url(), SMTP_URL: z.url().optional() });';
  const messages = (example: string): readonly string[] =>
    checkEnvExample(example, env).map(({ message }) => message);

  it('reads the variables of the schema', () => {
    expect(envVariables(env)).toEqual(['NODE_ENV', 'APP_URL', 'SMTP_URL']);
  });

  it('accepts every variable, explained and left unset', () => {
    expect(
      messages('# Where.\n# APP_URL=http://localhost\n# Mail.\n# SMTP_URL=\n# Port.\n# PORT=3000\n'),
    ).toEqual([]);
  });

  it('finds what is missing, invented, set or unexplained', () => {
    expect(messages('# Where.\nAPP_URL=http://localhost\n\n# SMTP_HOST=\n')).toEqual([
      'APP_URL is set; every variable is optional locally',
      'SMTP_HOST has no explanation above it',
      'SMTP_URL of env.ts is missing',
      'SMTP_HOST is not read by env.ts',
    ]);
  });
});
