import { expect, it } from 'vitest';
import { initials } from './avatar';

it.each([
  ['Ada Lovelace', 'AL'],
  ['  Ibn al-Haytham ', 'IA'],
  ['Hypatia', 'H'],
  ['Élodie van der Çelik', 'ÉÇ'],
  ['عمر الخيام', 'عا'],
  ['𝒜da 𝓛ove', '𝒜𝓛'],
  ['', ''],
])('of %j are %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
