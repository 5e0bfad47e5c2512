import type { Metadata } from 'next';
import { defaultLocale, type Locale, locales } from '@/i18n/routing';

const openGraphLocales: Readonly<Record<Locale, string>> = { en: 'en_GB', es: 'es_ES', ar: 'ar_AR' };

/**
 * The picture of pages that have none of their own. It lies in `public/`, because Next completes the address of one in
 * `app/` before any layout has said what with.
 */
export const platformPicture = { url: '/opengraph-image.png', width: 1200, height: 630 };

/** What a public page says of itself to those who link to it. */
export interface PublicPage {
  readonly locale: Locale;
  /** Without the locale: `/courses`, or the empty string for the home page. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly picture?: {
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly alt?: string;
  } | null;
}

/** The addresses of a page in every language, relative to the platform's. */
export function languageAddresses(path: string): Record<string, string> {
  const own = locales.map((locale) => [locale, `/${locale}${path}`] as const);
  return Object.fromEntries([...own, ['x-default', `/${defaultLocale}${path}`] as const]);
}

/** Canonical address, other languages and preview of a public page. */
export function publicPageMetadata({ locale, path, title, description, picture }: PublicPage): Metadata {
  return {
    title,
    description,
    alternates: { canonical: `/${locale}${path}`, languages: languageAddresses(path) },
    openGraph: {
      type: 'website',
      siteName: 'Lyceum',
      title,
      description,
      url: `/${locale}${path}`,
      locale: openGraphLocales[locale],
      images: [picture ?? platformPicture],
    },
    twitter: { card: 'summary_large_image' },
  };
}
