import type { LibraryAddress } from '@/server/domains/library/contract';

/** Returns the address of the media library with these filters; what is absent is not in it. */
export function libraryHref(address: Partial<LibraryAddress>): string {
  const given = Object.entries(address).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/teach/media' : `/teach/media?${query}`;
}
