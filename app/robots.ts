import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { env } from '@/server/platform/env';

/** Areas behind a sign-in, and addresses that are no pages. */
const closed = [
  '/api/',
  '/*/enrol/',
  '/*/invited',
  '/*/notifications',
  '/*/preview',
  '/*/teach',
  '/*/verify/*',
];

/** Opens the public pages to crawlers and names the map of the site. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection();
  return {
    rules: { userAgent: '*', allow: '/', disallow: closed },
    sitemap: new URL('/sitemap.xml', env().APP_URL).href,
  };
}
