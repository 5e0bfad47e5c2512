import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failureKeys } from '@/components/trpc/failure-keys';
import en from '@/messages/en/errors.json';
import es from '@/messages/es/errors.json';
import { platformErrors } from '@/server/platform/errors';

const errorList = z.record(z.string(), z.object({ code: z.string(), kind: z.string() }));
const domainsFolder = path.join(process.cwd(), 'server/domains');

/** Codes that only the browser gives: a lost connection, and next-auth's answer to a wrong password. */
const fromTheBrowser = ['platform/offline', 'auth/wrong_credentials'];

async function codesOfDomains(): Promise<string[]> {
  const files = (await readdir(domainsFolder, { recursive: true })).filter((file) =>
    /(^|\/)errors\.ts$/.test(file),
  );
  const modules: unknown[] = await Promise.all(
    files.map(async (file) => await import(path.join(domainsFolder, file))),
  );
  const lists = modules.flatMap((module) => Object.values(z.record(z.string(), errorList).parse(module)));
  return lists.flatMap((list) => Object.values(list).map((definition) => definition.code));
}

async function codes(): Promise<string[]> {
  const platform = Object.values(platformErrors).map((definition) => definition.code);
  return [...platform, ...(await codesOfDomains())];
}

describe('texts of errors', () => {
  it('are there for every code, and for no code that nothing gives', async () => {
    const known = await codes();
    expect(known.length).toBeGreaterThan(20);
    expect(new Set(known).size).toBe(known.length);
    expect(Object.keys(failureKeys).sort()).toEqual([...known, ...fromTheBrowser].sort());
  });

  it.each([
    ['en', en],
    ['es', es],
  ] as const)('read well in %s: a sentence, nothing left to fill in', (locale, messages) => {
    const failures: string[] = [];
    const onError = (error: Error) => failures.push(error.message);
    const t = createTranslator({ locale, messages: { errors: messages }, namespace: 'errors', onError });
    for (const key of Object.values(failureKeys)) {
      expect(
        t(key, {
          seconds: 2,
          limit: 3,
          left: 1,
          course: 'Greek',
          lesson: 'Alpha',
          needs: 'Beta',
          scope: 'courses.read',
        }),
      ).toMatch(/^[¡¿\p{Lu}][^{}]*[.!?]$/u);
    }
    expect(failures).toEqual([]);
  });
});
