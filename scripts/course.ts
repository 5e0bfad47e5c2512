/*
 * npm run course -- pull <slug> <dir> and npm run course -- push <dir>: a course as a folder of Markdown, YAML and media, both ways
 * (docs/course-as-code.md). The school and the key to it come from LYCEUM_URL and LYCEUM_API_KEY.
 */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { TRPCClientError } from '@trpc/client';
import type { School } from './course/client';
import { CourseFailure } from './course/failure';
import { pull } from './course/pull';
import { push } from './course/push';
import { wordsOfRefusal } from './course/words';

const usage = `npm run course -- pull <slug> <dir> [--dry-run] [--force] [--without-media]
npm run course -- push <dir> [--dry-run] [--yes] [--prune] [--force]

LYCEUM_URL       address of the school
LYCEUM_API_KEY   a key with courses.read, courses.write, media.read and media.write`;

const say = (line: string) => console.info(line);

function schoolOf({ LYCEUM_URL: url, LYCEUM_API_KEY: key }: NodeJS.ProcessEnv): School {
  if (url === undefined || !URL.canParse(url) || key === undefined) throw new CourseFailure(usage);
  return { url, key };
}

async function agree(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new CourseFailure('Nobody is here to ask. Use --yes to write without a question.');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question('Write this? [y/N] ');
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function run(): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': flag, yes: flag, prune: flag, force: flag, 'without-media': flag },
  });
  const [verb, ...rest] = positionals;
  const common = { isDryRun: values['dry-run'], isForced: values.force };
  if (verb === 'pull' && rest.length === 2) {
    const [slug = '', dir = ''] = rest;
    const options = { ...common, slug, dir, withMedia: !values['without-media'] };
    await pull(schoolOf(process.env), options, say);
  } else if (verb === 'push' && rest.length === 1) {
    const [dir = ''] = rest;
    const options = { ...common, dir, prune: values.prune };
    await push(schoolOf(process.env), { ...options, agree: values.yes ? async () => true : agree }, say);
  } else throw new CourseFailure(usage);
}

function wordsOf(error: unknown): string | null {
  if (error instanceof CourseFailure) return error.message;
  const refusal = wordsOfRefusal(error);
  if (refusal !== null) return refusal;
  if (error instanceof TRPCClientError) return `The school cannot be reached: ${error.message}`;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.message;
  return null;
}

try {
  await run();
} catch (error) {
  const words = wordsOf(error);
  console.error(words ?? error);
  process.exitCode = 1;
}
