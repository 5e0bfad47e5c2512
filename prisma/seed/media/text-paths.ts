import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fontkit from 'fontkit';

const fontsDir = join(import.meta.dirname, '../../../app/fonts');

const files = {
  serif: ['brygada-1918-latin-wght-normal.woff2', 'brygada-1918-latin-ext-wght-normal.woff2'],
  sans: [
    'atkinson-hyperlegible-next-latin-wght-normal.woff2',
    'atkinson-hyperlegible-next-latin-ext-wght-normal.woff2',
  ],
} as const;

/** The two families of the product; nothing is asked of the machine's own fonts. */
export type Family = keyof typeof files;

const opened = new Map<Family, readonly fontkit.Font[]>();

function fontsOf(family: Family): readonly fontkit.Font[] {
  const fonts =
    opened.get(family) ?? files[family].map((file) => fontkit.create(readFileSync(join(fontsDir, file))));
  opened.set(family, fonts);
  return fonts;
}

function fontFor(family: Family, character: string): fontkit.Font | undefined {
  return fontsOf(family).find((font) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
}

/** Returns the characters of a text that a family cannot draw. */
export function missingCharacters(family: Family, text: string): readonly string[] {
  return [...new Set(text)].filter((character) => fontFor(family, character) === undefined);
}

interface Run {
  readonly font: fontkit.Font;
  text: string;
}

/** Splits a text where the font that has its characters changes; kerning and ligatures work inside a run. */
function runsOf(family: Family, text: string): readonly Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const font = fontFor(family, character);
    if (font === undefined) throw new Error(`The ${family} face has no “${character}” (in “${text}”).`);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

/** A line of text, ready to be placed. */
export interface TextLine {
  readonly widthPx: number;
  /** SVG elements whose baseline starts at the origin. */
  readonly svg: string;
}

/** Returns a line of text as vector paths, set with the font's own kerning and ligatures. */
export function setLine(family: Family, text: string, sizePx: number): TextLine {
  let x = 0;
  const parts: string[] = [];
  for (const { font, text: part } of runsOf(family, text)) {
    const scale = sizePx / font.unitsPerEm;
    const { glyphs, positions } = font.layout(part);
    for (const [index, glyph] of glyphs.entries()) {
      const position = positions[index] ?? { xAdvance: 0, xOffset: 0, yOffset: 0 };
      const left = (x + position.xOffset * scale).toFixed(2);
      const up = (-position.yOffset * scale).toFixed(2);
      const d = glyph.path.toSVG();
      if (d !== '')
        parts.push(`<path transform="translate(${left} ${up}) scale(${scale} ${-scale})" d="${d}"/>`);
      x += position.xAdvance * scale;
    }
  }
  return { widthPx: x, svg: parts.join('') };
}

/** Breaks a text between words so that no line is wider than `maxWidthPx`, and the lines are about equally long. */
export function wrapText(
  family: Family,
  text: string,
  sizePx: number,
  maxWidthPx: number,
): readonly string[] {
  const fill = (limitPx: number) => {
    const lines: string[] = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const last = lines.at(-1);
      const longer = last === undefined ? word : `${last} ${word}`;
      if (last !== undefined && setLine(family, longer, sizePx).widthPx <= limitPx)
        lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };
  const fewest = fill(maxWidthPx);
  if (fewest.length < 2) return fewest;
  // The narrowest measure that needs no further line leaves no orphan word.
  for (let limitPx = maxWidthPx * 0.5; limitPx < maxWidthPx; limitPx += maxWidthPx * 0.02) {
    const lines = fill(limitPx);
    if (
      lines.length === fewest.length &&
      lines.every((line) => setLine(family, line, sizePx).widthPx <= maxWidthPx)
    ) {
      return lines;
    }
  }
  return fewest;
}
