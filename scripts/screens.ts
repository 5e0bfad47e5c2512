/*
 * npm run screens: a picture of every page as a phone and a desk see it, in light and dark, from a platform of its own
 * with the seeded school. One sheet a page, its four pictures side by side, in .cache/screens/. For people to look at.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import sharp from 'sharp';
import { z } from 'zod';
import { findBrowser } from '@/e2e/support/browser';
import { rootDir } from './process';
import { query } from './site-client';
import { learnerPages, type SitePage, signInAs } from './site-pages';
import { withStack } from './stack';

const outDir = join(rootDir, '.cache/screens');
const sheetHeight = 1_400;
const variants = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 1_280, colorScheme: 'light' },
  { width: 1_280, colorScheme: 'dark' },
] as const;

type Variant = (typeof variants)[number];

const outline = z.object({
  sections: z.array(
    z.object({
      lessons: z.array(z.object({ slug: z.string(), kind: z.enum(['article', 'video', 'quiz']) })),
    }),
  ),
});
const certificates = z.object({ items: z.array(z.object({ code: z.string() })) });
const overview = z.object({ courses: z.array(z.object({ slug: z.string() })) });

const publicPaths = {
  home: '/en',
  'home-es': '/es',
  'home-ar': '/ar',
  catalogue: '/en/courses',
  'catalogue-empty': '/en/search?q=nothing-is-called-this',
  search: '/en/search?q=git',
  'sign-in': '/en/sign-in',
  'sign-up': '/en/sign-up',
  'sign-in-by-mail': '/en/sign-in/by-mail',
  'sign-in-link': '/en/sign-in/link?token=an-incomplete-token-of-a-mail',
  'forgot-password': '/en/forgot-password',
  'reset-password': '/en/reset-password?token=an-incomplete-token-of-a-mail',
  'confirm-address': '/en/confirm?token=an-incomplete-token-of-a-mail',
  privacy: '/en/privacy',
  verify: '/en/verify',
  'verify-unknown': '/en/verify/0000-0000-0000-0000',
  'not-found': '/en/nowhere',
} as const;

async function lessonPages(origin: string, cookie: string, courseSlug: string): Promise<SitePage[]> {
  const { sections } = await query(origin, cookie, 'enrollments.outline', { courseSlug }, outline);
  const lessons = sections.flatMap((section) => section.lessons);
  return (['article', 'video', 'quiz'] as const).flatMap((kind) => {
    const lesson = lessons.find((one) => one.kind === kind);
    if (lesson === undefined) return [];
    return [{ name: `player-${kind}`, path: `/en/learn/${courseSlug}/${lesson.slug}`, cookie }];
  });
}

async function signedInPages(origin: string): Promise<SitePage[]> {
  const known = await learnerPages(origin);
  const courseSlug =
    known
      .find(({ name }) => name === 'course')
      ?.path.split('/')
      .at(-1) ?? '';
  const [learner, instructor] = [await signInAs(origin, 'learner'), await signInAs(origin, 'instructor')];
  const { items } = await query(origin, learner, 'certificates.listMine', {}, certificates);
  const { courses } = await query(origin, instructor, 'analytics.overview', undefined, overview);
  const [certificate, course] = [items[0], courses[0]];
  return [
    { name: 'course', path: `/en/courses/${courseSlug}`, cookie: undefined },
    ...(await lessonPages(origin, learner, courseSlug)),
    ...Object.entries({
      'my-learning': '/en/learn',
      certificates: '/en/certificates',
      notifications: '/en/notifications',
      'settings-security': '/en/settings/security',
      'settings-privacy': '/en/settings/privacy',
    }).map(([name, path]) => ({ name, path, cookie: learner })),
    ...(certificate === undefined
      ? []
      : [{ name: 'verify-certificate', path: `/en/verify/${certificate.code}`, cookie: undefined }]),
    { name: 'admin-audit', path: '/en/admin/audit', cookie: await signInAs(origin, 'admin') },
    { name: 'teach', path: '/en/teach', cookie: instructor },
    { name: 'teach-media', path: '/en/teach/media', cookie: instructor },
    { name: 'teach-refused', path: '/en/teach', cookie: learner },
    ...(course === undefined
      ? []
      : [{ name: 'teach-course', path: `/en/teach/courses/${course.slug}`, cookie: instructor }]),
  ];
}

async function contextOf(
  browser: Browser,
  origin: string,
  { width, colorScheme }: Variant,
  { cookie }: SitePage,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
  const pairs = (cookie ?? '').split('; ').filter((pair) => pair !== '');
  const cookies = pairs.map((pair) => {
    const equals = pair.indexOf('=');
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1), url: origin };
  });
  if (cookies.length > 0) await context.addCookies(cookies);
  return context;
}

async function picture(browser: Browser, origin: string, variant: Variant, page: SitePage): Promise<Buffer> {
  const context = await contextOf(browser, origin, variant, page);
  try {
    const tab = await context.newPage();
    // Live streams keep the network busy for ever, so that only what the page itself needs is waited for.
    await tab.goto(origin + page.path, { waitUntil: 'load' });
    // What is streamed comes in after the skeleton, and brings the title.
    await tab.getByRole('heading', { level: 1 }).first().waitFor();
    await tab.evaluate(async () => await document.fonts.ready);
    return await tab.screenshot({ fullPage: true, animations: 'disabled' });
  } finally {
    await context.close();
  }
}

async function sheet(browser: Browser, origin: string, page: SitePage): Promise<void> {
  const pictures: { input: Buffer; left: number; top: number }[] = [];
  let left = 0;
  for (const variant of variants) {
    const whole = sharp(await picture(browser, origin, variant, page));
    const { width, height } = await whole.metadata();
    const cut = await whole
      .extract({ left: 0, top: 0, width, height: Math.min(height, sheetHeight) })
      .toBuffer();
    pictures.push({ input: cut, left, top: 0 });
    left += width + 16;
  }
  const background = { r: 128, g: 128, b: 128, alpha: 1 };
  await sharp({ create: { width: left, height: sheetHeight, channels: 4, background } })
    .composite(pictures)
    .png()
    .toFile(join(outDir, `${page.name}.png`));
}

async function takeAll(origin: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  const found = await findBrowser();
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args],
    env: { ...process.env, ...found.env },
  });
  try {
    const open = Object.entries(publicPaths).map(([name, path]) => ({ name, path, cookie: undefined }));
    const pages = [...open, ...(await signedInPages(origin))];
    for (const page of pages) await sheet(browser, origin, page);
    console.info(`${pages.length} pages in ${variants.length} variants: .cache/screens/`);
  } finally {
    await browser.close();
  }
}

await withStack(async ({ origin }) => await takeAll(origin));
