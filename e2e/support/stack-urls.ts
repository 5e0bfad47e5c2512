import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const urlsSchema = z.object({
  app: z.string(),
  mail: z.string().optional(),
  files: z.string().optional(),
  workflows: z.string().optional(),
  stripe: z.string().optional(),
});

/** Addresses of the site and of the pages beside it that the stack under test has. */
export type StackUrls = z.infer<typeof urlsSchema>;

const runFile = fileURLToPath(new URL('../../.data/run.json', import.meta.url));

/** The addresses of the stack under test: the one started for the tests, or the `npm start` that `BASE_URL` names. */
export function stackUrls(): StackUrls {
  const given = process.env['STACK_URLS'];
  if (given) return urlsSchema.parse(JSON.parse(given));
  const app = process.env['BASE_URL'] ?? '';
  if (!existsSync(runFile)) return { app };
  const { urls } = z.object({ urls: urlsSchema }).parse(JSON.parse(readFileSync(runFile, 'utf8')));
  return { ...urls, app };
}
