import { askFor, faultsOf } from '@/scripts/headers/check-headers';
import { headerClasses } from '@/scripts/headers/header-classes';
import { signInAs } from '@/scripts/site-pages';
import { expect, test } from './support/test';

for (const one of headerClasses) {
  test(`${one.name} is sent with what a browser must be told`, async ({ baseURL }) => {
    const { origin } = new URL(baseURL ?? '');
    const cookie = one.as === undefined ? undefined : await signInAs(origin, one.as);
    const answer = await askFor(one, origin, cookie);
    expect(faultsOf(one, answer, origin.startsWith('https:'))).toEqual([]);
  });
}
