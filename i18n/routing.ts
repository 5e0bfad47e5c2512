import { defineRouting } from 'next-intl/routing';

/** The locales the platform speaks, in the order in which people choose between them. */
export const locales = ['en', 'es', 'ar'] as const;

/** One of the locales the platform speaks. */
export type Locale = (typeof locales)[number];

/** The locale of last resort, and the one whose messages are complete by definition. */
export const defaultLocale: Locale = 'en';

/** Each locale's name in its own language, for the language menu. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  es: 'Español',
  ar: 'العربية',
};

/** The direction in which a locale is written. */
export function localeDirection(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

/** Routing of next-intl: every address carries its locale, and no cookie remembers one. */
export const routing = defineRouting({
  locales,
  defaultLocale,
  localePrefix: 'always',
  localeCookie: false,
  alternateLinks: false,
});

/** The locale that an address begins with; the default one when it begins with none. */
export function localeOfPath(pathname: string): Locale {
  return (
    locales.find((locale) => pathname === `/${locale}` || pathname.startsWith(`/${locale}/`)) ?? defaultLocale
  );
}
