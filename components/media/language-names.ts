'use client';

import { useLocale } from 'next-intl';

/** Returns how to name a language to the reader. */
export function useLanguageNames(): (locale: string) => string {
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' });
  return (locale) => names.of(locale) ?? locale;
}
