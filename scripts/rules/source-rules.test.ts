import { describe, expect, it } from 'vitest';
import { checkSource } from './source-rules';

const rulesBroken = (path: string, text: string): readonly string[] =>
  checkSource(path, text).map(({ rule }) => rule);

describe('file-name', () => {
  it.each([
    'server/utils.ts',
    'components/ui/helpers.tsx',
    'server/domains/users/repo-v2.ts',
    'inngest/client-new.ts',
  ])('refuses %s', (path) => {
    expect(rulesBroken(path, '')).toEqual(['file-name']);
  });

  it.each([
    'server/newsletter.ts',
    'server/platform/clock.ts',
    'server/gateway/v1/route.ts',
    'app/api/v1/route.ts',
  ])('accepts %s', (path) => {
    expect(rulesBroken(path, '')).toEqual([]);
  });
});

describe('tsdoc', () => {
  it.each([
    'export function find() {}',
    'export const one = 1;',
    'export class Box {}',
    'export type Id = string;',
    'export interface Row { id: string }',
    'export default function page() {}',
    '// not TSDoc\nexport const one = 1;',
  ])('misses it on %s', (text) => {
    expect(rulesBroken('server/platform/a.ts', text)).toEqual(['tsdoc']);
  });

  it.each([
    '/** Always one. */\nexport const one = 1;',
    'const hidden = 1;',
    "export { one } from './one';",
    '/** Reads. */\nexport function read(a: string): string;\nexport function read(a: number): string;',
  ])('is content with %s', (text) => {
    expect(rulesBroken('server/platform/a.ts', text)).toEqual([]);
  });

  it('leaves tests and routes alone', () => {
    expect(rulesBroken('server/platform/a.test.ts', 'export const one = 1;')).toEqual([]);
    expect(rulesBroken('app/page.tsx', 'export default function page() {}')).toEqual([]);
  });
});

describe('unfinished', () => {
  // allow unfinished: these are the words it must find
  it.each(['// TODO: later', '/* FIXME */', '/**\n * HACK\n */'])('refuses %s', (text) => {
    expect(rulesBroken('app/a.ts', text)).toEqual(['unfinished']);
  });

  it('does not mind the word in a string', () => {
    expect(rulesBroken('app/a.ts', "const label = 'HACK';")).toEqual([]);
  });
});

describe('own-mock', () => {
  it('refuses our own modules and lets packages be', () => {
    expect(rulesBroken('server/a.test.ts', "vi.mock('@/server/platform/db');")).toEqual(['own-mock']);
    expect(rulesBroken('server/a.test.ts', "vi.doMock('./db');")).toEqual(['own-mock']);
    expect(rulesBroken('server/a.test.ts', "vi.mock('stripe');")).toEqual([]);
  });
});

describe('fixed-sleep', () => {
  it.each(['await setTimeout(100);', 'await new Promise((done) => setTimeout(done, 100));', 'sleep(5);'])(
    'refuses %s in a test',
    (text) => {
      expect(rulesBroken('e2e/a.spec.ts', text)).toEqual(['fixed-sleep']);
      expect(rulesBroken('server/a.ts', text)).toEqual([]);
    },
  );

  it('accepts a timer that nothing waits for', () => {
    expect(rulesBroken('server/a.test.ts', 'setTimeout(() => controller.abort(), 100);')).toEqual([]);
  });
});

describe('hidden-environment', () => {
  it.each(["import { env } from 'node:process';", "const url = process['env'].URL;"])(
    'refuses %s',
    (text) => {
      expect(rulesBroken('server/platform/log.ts', text)).toEqual(['hidden-environment']);
      expect(rulesBroken('server/platform/env.ts', text)).toEqual([]);
    },
  );
});

describe('server-fetch', () => {
  it.each([
    'const answer = await fetch(link);',
    'globalThis.fetch(link);',
    'const ask = fetch; ask(link);',
    'client({ fetch });',
    "import { request } from 'node:https';",
    "import axios from 'axios';",
  ])('refuses %s where a person may have chosen the address', (text) => {
    for (const path of ['server/domains/users/avatar.ts', 'inngest/functions/a.ts', 'app/api/x/route.ts']) {
      expect(rulesBroken(path, text)).toEqual(['server-fetch']);
    }
  });

  it('lets listed files, tests and browsers be, and what is only called alike', () => {
    const text = 'await fetch(link);';
    expect(rulesBroken('server/wiring/health.ts', text)).toEqual([]);
    expect(rulesBroken('server/a.test.ts', text)).toEqual([]);
    expect(rulesBroken('components/a.ts', text)).toEqual([]);
    expect(rulesBroken('app/a.tsx', `'use client';\n${text}`)).toEqual([]);
    expect(rulesBroken('server/a.ts', 'route.fetch(); const a = { fetch: 1 };')).toEqual([]);
    expect(rulesBroken('server/a.ts', "import type { IncomingMessage } from 'node:http';")).toEqual([]);
  });
});

describe('an exception', () => {
  it('lifts the rule it names, where it stands, and needs a reason', () => {
    expect(rulesBroken('e2e/a.ts', '// allow fixed-sleep: proves that nothing comes\nsleep(5);')).toEqual([]);
    expect(rulesBroken('e2e/a.ts', '// allow fixed-sleep\nsleep(5);')).toEqual(['fixed-sleep']);
    expect(rulesBroken('e2e/a.ts', '// allow tsdoc: other rule\nsleep(5);')).toEqual(['fixed-sleep']);
    expect(rulesBroken('e2e/a.ts', '// allow fixed-sleep: too far\n\nsleep(5);')).toEqual(['fixed-sleep']);
  });
});

describe('keyboard-only', () => {
  it.each([
    'await page.getByRole("button").click();',
    'await page.tap("a");',
    'await box.check();',
    'await box.setChecked(true);',
    'await select.selectOption("a");',
    'await field.fill("a");',
    'await button.press("Enter");',
    'await button.focus();',
    'await page.mouse.down();',
  ])('refuses %s in the browser tests of people', (text) => {
    for (const path of ['e2e/security.spec.ts', 'e2e/support/accounts.ts']) {
      expect(rulesBroken(path, text)).toEqual(['keyboard-only']);
    }
    expect(rulesBroken('e2e/studio.spec.ts', text)).toEqual([]);
  });

  it('lets keys be pressed and pages be opened', () => {
    const text =
      'await page.keyboard.press("Tab"); await press(button); await page.goto("/"); file.setInputFiles(a);';
    expect(rulesBroken('e2e/security.spec.ts', text)).toEqual([]);
  });
});
