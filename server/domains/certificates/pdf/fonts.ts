import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The typefaces of the site as TrueType, which PDF can embed. Their licences stand beside them. */
const folder = path.join(/* turbopackIgnore: true */ process.cwd(), 'server/domains/certificates/fonts');

/** A family as its subset files in order of preference: the first that has a letter sets it. */
export type Family = readonly { readonly name: string; readonly file: string; readonly covers: RegExp }[];

/** Basic Latin, Latin-1 and typographic signs: what the `latin` subset files hold. */
const latin = /^[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02bb-\u02dc\u2000-\u206f\u20ac\u2122\u2212]$/;
/** What Vietnamese adds: the `vietnamese` subset file. */
const vietnamese =
  /^[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u20ab]$/;
const anything = /^./su;
const vietnameseFont = { name: 'serif-vi', file: 'brygada-1918-vietnamese.ttf', covers: vietnamese } as const;

/** Titles and names. */
export const serif: Family = [
  { name: 'serif', file: 'brygada-1918-latin.ttf', covers: latin },
  vietnameseFont,
  { name: 'serif-ext', file: 'brygada-1918-latin-ext.ttf', covers: anything },
];

/** Small matter. */
export const sans: Family = [
  { name: 'sans', file: 'atkinson-hyperlegible-next-latin.ttf', covers: latin },
  vietnameseFont,
  { name: 'sans-ext', file: 'atkinson-hyperlegible-next-latin-ext.ttf', covers: anything },
];

/** Reads the font files of a family; called once per document. */
export function loadFonts(family: Family): { name: string; data: Buffer }[] {
  return family.map(({ name, file }) => ({ name, data: readFileSync(path.join(folder, file)) }));
}

/** Splits a text into stretches that one file of the family can set. */
export function splitByFont(text: string, family: Family): { font: string; text: string }[] {
  const runs: { font: string; text: string }[] = [];
  for (const letter of text) {
    const font = family.find((one) => one.covers.test(letter))?.name ?? family[0]?.name ?? '';
    const last = runs.at(-1);
    if (last !== undefined && last.font === font) last.text += letter;
    else runs.push({ font, text: letter });
  }
  return runs;
}
