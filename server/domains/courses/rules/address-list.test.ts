import { describe, expect, it } from 'vitest';
import { readAddresses } from './address-list';

describe('a pasted list of addresses', () => {
  it('is read however mail programs and spreadsheets separate it', () => {
    const list =
      'Ada@Lyceum.test, "Hopper, Grace" <grace@lyceum.test>;\nalan@lyceum.test\tkurt@lyceum.test\n\nemmy@lyceum.test  olga@lyceum.test';
    const found = readAddresses(list).filter(({ isAddress }) => isAddress);
    expect(found.map(({ email }) => email)).toEqual(
      ['ada', 'grace', 'alan', 'kurt', 'emmy', 'olga'].map((name) => `${name}@lyceum.test`),
    );
  });

  it('says what is none, as it was written', () => {
    expect(readAddresses('ada at lyceum, @, grace@lyceum.test')).toEqual([
      { email: 'ada at lyceum', isAddress: false },
      { email: '@', isAddress: false },
      { email: 'grace@lyceum.test', isAddress: true },
    ]);
  });
});
