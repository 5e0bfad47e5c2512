import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './e2e/support/browser';

const browser = await findBrowser();
const isCi = Boolean(process.env['CI']);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e/results',
  globalSetup: './e2e/support/global-setup.ts',
  forbidOnly: isCi,
  // A test that passes at the second try is a broken test.
  retries: 0,
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
      // One looks into tables, keys and files for minutes; the other is about two authors and the keyboard. Nothing of that is
      // different on a phone.
      testIgnore: ['**/erasure-canary.spec.ts', '**/studio-authors.spec.ts'],
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
  ],
});
