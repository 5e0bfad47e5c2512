import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import { readSchema } from '@/prisma/schema-files';
import { isDomain } from '@/server/wiring/module-graph';
import { rootDir } from '../process';
import { checkDecisions, checkPage } from './docs-rules';
import type { Finding } from './source-rules';

/** Maps each model, by the name it has on the client (`courseStaff`), to the schema file that declares it. */
export type Ownership = ReadonlyMap<string, string>;

/** Reads from the schema files which domain, or which part of the platform, owns each table. */
export async function readOwnership(): Promise<Ownership> {
  const { files } = await readSchema();
  const models = files.flatMap(({ path, content }) =>
    [...content.matchAll(/^model (\w)(\w*)/gm)].map(
      ([, first = '', rest = '']) =>
        [first.toLowerCase() + rest, basename(path, '.prisma')] satisfies [string, string],
    ),
  );
  return new Map(models);
}

/** Finds the tables a domain's `repo.ts` touches although another domain owns them. */
export function checkOwnTables(path: string, text: string, ownership: Ownership): readonly Finding[] {
  const domain = /^server\/domains\/([^/]+)\/repo(\.ts|\/)/.exec(path)?.[1];
  if (domain === undefined) return [];
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const owner = ts.isPropertyAccessExpression(node) ? ownership.get(node.name.text) : undefined;
    const isClient =
      ts.isPropertyAccessExpression(node) && /^(db|tx|client|prisma)$/.test(node.expression.getText());
    if (isClient && owner !== undefined && owner !== domain) {
      findings.push({
        rule: 'own-tables',
        path,
        line: ast.getLineAndCharacterOfPosition(node.getStart()).line + 1,
        message: `${node.name.text} belongs to ${owner}, not to ${domain}`,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(ast);
  return findings;
}

/** Finds schema files that no domain of the module graph owns; `main` and `platform` belong to the platform. */
export function checkSchemaFiles(names: readonly string[]): readonly Finding[] {
  return names
    .filter((name) => name !== 'main' && name !== 'platform' && !isDomain(name))
    .map((name) => ({
      rule: 'schema-file',
      path: `prisma/schema/${name}.prisma`,
      line: 1,
      message: `${name} is not a domain of server/wiring/module-graph.ts`,
    }));
}

const variableName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** The variables that `server/platform/env.ts` parses, in the order of its schema. */
export function envVariables(envSource: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && variableName.test(node.name.getText()))
      names.push(node.name.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('env.ts', envSource, ts.ScriptTarget.Latest, true));
  return names;
}

/** Set by Node's own tools, and wrong to set by hand. */
const notConfigured = new Set(['NODE_ENV']);

/** Settings of the launcher and the tools, which the application itself never sees. */
const outsideApplication = new Set(['PORT', 'REDIS_URL']);

/** Finds variables that `.env.example` misses, invents, sets, or does not explain. */
export function checkEnvExample(example: string, envSource: string): readonly Finding[] {
  const lines = example.split('\n');
  const named = new Map<string, number>();
  const findings: Finding[] = [];
  const report = (line: number, message: string): void => {
    findings.push({ rule: 'env-example', path: '.env.example', line, message });
  };
  for (const [index, text] of lines.entries()) {
    const name = /^#?\s?([A-Z][A-Z0-9_]+)=/.exec(text)?.[1];
    if (name === undefined) continue;
    named.set(name, index + 1);
    if (!text.startsWith('#')) report(index + 1, `${name} is set; every variable is optional locally`);
    if (!/^# \S/.test(lines[index - 1] ?? '')) report(index + 1, `${name} has no explanation above it`);
  }
  const parsed = envVariables(envSource).filter((name) => !notConfigured.has(name));
  for (const name of parsed) if (!named.has(name)) report(1, `${name} of env.ts is missing`);
  for (const [name, line] of named) {
    if (!parsed.includes(name) && !outsideApplication.has(name))
      report(line, `${name} is not read by env.ts`);
  }
  return findings;
}

/** Applies the rules that look at more than one file to the repository. */
export async function checkRepository(): Promise<readonly Finding[]> {
  const read = (path: string): Promise<string> => readFile(join(rootDir, path), 'utf8');
  const [example, envSource, { files }] = await Promise.all([
    read('.env.example'),
    read('server/platform/env.ts'),
    readSchema(),
  ]);
  return [
    ...checkEnvExample(example, envSource),
    ...checkSchemaFiles(files.map(({ path }) => basename(path, '.prisma'))),
    ...(await checkDocs()),
  ];
}

const manifestSchema = z.object({ scripts: z.record(z.string(), z.string()) });

async function checkDocs(): Promise<readonly Finding[]> {
  const decisions = await readdir(join(rootDir, 'docs/adr'));
  const inDocs = (await readdir(join(rootDir, 'docs'), { recursive: true })).map((name) => `docs/${name}`);
  const names = [...(await readdir(rootDir)), ...inDocs].filter((name) => name.endsWith('.md'));
  const pages = await Promise.all(
    names.map(async (path) => ({ path, text: await readFile(join(rootDir, path), 'utf8') })),
  );
  const { scripts } = manifestSchema.parse(JSON.parse(await readFile(join(rootDir, 'package.json'), 'utf8')));
  const known = {
    exists: (path: string): boolean => existsSync(join(rootDir, path)),
    scripts: new Set(Object.keys(scripts)),
  };
  const index = pages.find(({ path }) => path === 'docs/adr/README.md')?.text ?? '';
  return [...pages.flatMap((page) => checkPage(page, known)), ...checkDecisions(index, decisions)];
}
