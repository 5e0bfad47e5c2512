/** How well white words are read over a part of a picture, and what helps. */
export type Readability = {
  /** Contrast of white words with the brightest twentieth of the part: 4.5 stands for 4.5 to 1 (WCAG 2.2, 1.4.3). */
  readonly contrast: number;
  /** How much black over the part brings that to {@link wantedContrast}, in percent; 0 when nothing is needed. */
  readonly shadePercent: number;
};

/** What body text needs. */
export const wantedContrast = 4.5;

/** Of the part, this share may be brighter than what is measured: a few glints do not make words unreadable. */
const ignoredShare = 0.05;

const step = 5;

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Brightness of every colour under a shade (WCAG 2.2, relative luminance), darkest first. */
function luminances(pixels: Uint8Array, shade: number): Float64Array {
  const light = Float64Array.from({ length: 256 }, (_, value) => linear(value * (1 - shade)));
  const of = (at: number) => light[pixels[at] ?? 0] ?? 0;
  return Float64Array.from(
    { length: Math.floor(pixels.length / 3) },
    (_, index) => 0.2126 * of(index * 3) + 0.7152 * of(index * 3 + 1) + 0.0722 * of(index * 3 + 2),
  ).sort();
}

function contrastUnder(pixels: Uint8Array, shadePercent: number): number {
  const sorted = luminances(pixels, shadePercent / 100);
  const at = Math.max(0, Math.ceil(sorted.length * (1 - ignoredShare)) - 1);
  return 1.05 / ((sorted[at] ?? 0) + 0.05);
}

/**
 * Measures how well white words are read over pixels.
 *
 * @param pixels red, green and blue in turn, 0 to 255.
 */
export function readabilityOf(pixels: Uint8Array): Readability {
  const contrast = contrastUnder(pixels, 0);
  let shadePercent = 0;
  while (contrastUnder(pixels, shadePercent) < wantedContrast) shadePercent += step;
  return { contrast: Math.floor(contrast * 10) / 10, shadePercent };
}
