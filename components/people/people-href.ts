import type { PeopleAddress } from '@/server/domains/people/contract';

/** Returns the address of the list of people with these filters; what is absent is not in it. */
export function peopleHref(address: Partial<PeopleAddress>): string {
  const given = Object.entries(address).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value]],
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? '/admin/people' : `/admin/people?${query}`;
}
