import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './e2e/support/browser';

const browser = await findBrowser();
const isCi = Boolean(process.env['CI']);

/**
 * Looks at headers, tables, keys and the watching of the tests itself, of which nothing is different on a phone; and at
 * pages whose width at 390 pixels is seen by the pictures of their desktop run.
 */
const sameOnPhone = [
  'api-keys',
  'audit',
  'course-life',
  'content-security-policy',
  'erasure-canary',
  'federated',
  'guards',
  'headers',
  'languages',
  'lesson-kinds',
  'markdown-attacks',
  'media',
  'passkeys',
  'people-erasure',
  'release',
  'second-factor',
  'session-rotation',
  'staff',
  'studio-authors',
  'versions',
];

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e/results',
  globalSetup: './e2e/support/global-setup.ts',
  forbidOnly: isCi,
  // What passes only at the second try is named at the end of the run, and is mended before anything new is built.
  retries: isCi ? 1 : 0,
  // A site that does not work at all is known after a few tests, not after hours of waiting.
  ...(isCi ? { maxFailures: 12 } : {}),
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/test/e2e.json' }]],
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A click that finds nothing to click on fails by itself, long before the whole test does.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser.executablePath,
      args: [...browser.args],
      env: { ...process.env, ...browser.env },
    },
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      testIgnore: sameOnPhone.map((name) => `**/${name}.spec.ts`),
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
  ],
});
