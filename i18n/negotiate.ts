import { defaultLocale, type Locale, locales } from './routing';

/** Longer headers are no reader's wish. */
const maxHeaderLength = 500;

interface Wish {
  readonly language: string;
  readonly quality: number;
}

function parseWish(range: string): Wish {
  const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
  const quality = parameters
    .map((each) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1])
    .find(Boolean);
  return { language: tag.trim().split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
}

/**
 * The locale a browser prefers among ours, by its `Accept-Language`; regions count as their language, the first of
 * equal wishes wins, and whoever wishes for nothing of ours gets the default. Source: RFC 9110, section 12.5.4.
 */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? '').slice(0, maxHeaderLength).split(',').map(parseWish);
  const wanted = wishes.filter((wish) => wish.quality > 0).toSorted((a, b) => b.quality - a.quality);
  for (const wish of wanted) {
    const locale = locales.find((each) => each === wish.language);
    if (locale !== undefined) return locale;
  }
  return defaultLocale;
}
