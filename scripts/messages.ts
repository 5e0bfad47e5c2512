import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { rootDir } from './process';
import { type Coverage, checkTranslation, type Messages } from './rules/message-rules';

const messagesSchema: z.ZodType<Messages> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), messagesSchema])),
);

/** Source first. Spanish is complete; Arabic covers the shell and falls back to English. */
const coverage: Readonly<Record<string, Coverage>> = { en: 'complete', es: 'complete', ar: 'partial' };

/** Reads `messages/<locale>/<area>.json` of every area as one tree. */
async function read(locale: string): Promise<Messages> {
  const folder = join(rootDir, 'messages', locale);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const areas = files.map(async (file) => {
    const messages = messagesSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
    return [file.slice(0, -'.json'.length), messages] as const;
  });
  return Object.fromEntries(await Promise.all(areas));
}

const source = await read('en');
for (const [locale, promise] of Object.entries(coverage)) {
  for (const problem of checkTranslation(source, await read(locale), promise)) {
    console.error(`messages/${locale}/  ${problem}`);
    process.exitCode = 1;
  }
}
