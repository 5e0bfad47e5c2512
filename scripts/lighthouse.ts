import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { z } from 'zod';
import { findBrowser } from '@/e2e/support/browser';
import { nextFreePort } from '@/local/supervisor/ports';
import { rootDir } from './process';
import { learnerPages, type SitePage } from './site-pages';
import { withStack } from './stack';
import { textTable } from './table';

const runsPerPage = 3;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Scores = Readonly<Record<(typeof categories)[number], number>>;

/** Out of 100; a page below any of these fails the run. */
const thresholds: Scores = { performance: 90, accessibility: 100, 'best-practices': 100, seo: 100 };

const measuredPages = new Set(['home', 'catalogue', 'course', 'player']);
const reportDir = join(rootDir, '.cache/lighthouse');

const reportSchema = z.object({
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), scoreDisplayMode: z.string() }),
  ),
});

type Report = { readonly scores: Scores; readonly failedAudits: readonly string[]; readonly json: string };

async function measure(url: string, cookie: string | undefined, port: number): Promise<Report> {
  const result = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...categories],
    ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
  });
  const lhr = reportSchema.parse(result?.lhr);
  const score = (category: string): number => Math.round((lhr.categories[category]?.score ?? 0) * 100);
  const failedAudits = Object.entries(lhr.audits)
    .filter(([, audit]) => audit.scoreDisplayMode === 'binary' && audit.score === 0)
    .map(([id, audit]) => `${id}: ${audit.title}`);
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    failedAudits,
    json: JSON.stringify(result?.lhr, null, 2),
  };
}

/** The run in the middle by performance: the other categories do not vary. */
async function medianOf(origin: string, { path, cookie }: SitePage, port: number): Promise<Report> {
  const reports: Report[] = [];
  for (let run = 0; run < runsPerPage; run += 1) reports.push(await measure(origin + path, cookie, port));
  const [, median] = reports.sort((a, b) => a.scores.performance - b.scores.performance);
  if (!median) throw new Error('no run was measured');
  return median;
}

async function measureAll(origin: string): Promise<number> {
  await mkdir(reportDir, { recursive: true });
  const pages = (await learnerPages(origin)).filter(({ name }) => measuredPages.has(name));
  const found = await findBrowser();
  const port = await nextFreePort(9222);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, `--remote-debugging-port=${port}`],
    env: { ...process.env, ...found.env },
  });
  const rows: string[][] = [];
  let isBelow = false;
  try {
    for (const page of pages) {
      const { scores, failedAudits, json } = await medianOf(origin, page, port);
      await writeFile(join(reportDir, `${page.name}.json`), json);
      const low = categories.filter((category) => scores[category] < thresholds[category]);
      isBelow ||= low.length > 0;
      rows.push([low.length === 0 ? '✓' : '✗', page.name, ...categories.map((it) => String(scores[it]))]);
      if (low.length > 0)
        console.error(`${page.name}\n${failedAudits.map((line) => `  ${line}`).join('\n')}`);
    }
  } finally {
    await browser.close();
  }
  console.info(textTable(['', 'page', ...categories], rows));
  console.info(`Phone profile, median of ${runsPerPage}; reports in .cache/lighthouse/`);
  return isBelow ? 1 : 0;
}

process.exitCode = await withStack(({ origin }) => measureAll(origin));
