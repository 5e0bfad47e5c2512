import type { CatalogueAddress } from '@/server/domains/search/contract';

/** The address of a list of courses, without the locale; what is not asked for leaves no trace in it. */
export function catalogueHref(address: CatalogueAddress): string {
  const { q, category, level, language, cursor } = address;
  const given = Object.entries({ q, category, level, language, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/courses' : `/search?${query}`;
}

/** Tells whether a list is narrowed down at all. */
export function isNarrowed({ q, category, level, language }: CatalogueAddress): boolean {
  return [q, category, level, language].some((value) => value !== undefined);
}
