import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { languageAddresses } from '@/components/catalog/page-addresses';
import { locales } from '@/i18n/routing';
import { getTeacherHandles } from '@/server/domains/profiles/cached';
import { getCourseAddresses } from '@/server/domains/search/cached';
import { env } from '@/server/platform/env';

function inEveryLanguage(path: string, lastModified?: Date): MetadataRoute.Sitemap {
  const absolute = (address: string) => new URL(address, env().APP_URL).href;
  const languages = Object.fromEntries(
    Object.entries(languageAddresses(path)).map(([locale, address]) => [locale, absolute(address)]),
  );
  return locales.map((locale) => ({
    url: absolute(`/${locale}${path}`),
    ...(lastModified === undefined ? {} : { lastModified }),
    alternates: { languages },
  }));
}

/** Lists every public page in every language. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  // Made when it is asked for, because only a running server knows its address and its courses.
  await connection();
  const [courses, teachers] = await Promise.all([getCourseAddresses(), getTeacherHandles()]);
  return [
    ...['', '/courses', '/verify', '/privacy'].flatMap((path) => inEveryLanguage(path)),
    ...courses.flatMap(({ slug, updatedAt }) => inEveryLanguage(`/courses/${slug}`, updatedAt)),
    ...teachers.flatMap((handle) => inEveryLanguage(`/people/${handle}`)),
  ];
}
