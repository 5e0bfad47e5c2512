import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverInks } from '@/components/ui/course-cover-art';

/** Every `--color-*` token as [light, dark]; a colour that is the same in both stands twice. */
function readTokens(): ReadonlyMap<string, readonly [string, string]> {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
  const hex = '#[0-9a-f]{6}';
  const declaration = new RegExp(
    `--color-([\\w-]+):\\s*(?:light-dark\\((${hex}),\\s*(${hex})\\)|(${hex}));`,
    'g',
  );
  return new Map(
    Array.from(css.matchAll(declaration), ([, name = '', light, dark, both]) => [
      name,
      [light ?? both ?? '', dark ?? both ?? ''],
    ]),
  );
}

/** Relative luminance after WCAG 2.2. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const tokens = readTokens();
const schemes = ['light', 'dark'] as const;

function ratio(front: string, ground: string, scheme: 0 | 1): number {
  const one = tokens.get(front)?.[scheme];
  const other = tokens.get(ground)?.[scheme];
  if (one === undefined || other === undefined) throw new Error(`no token ${front} or ${ground}`);
  return contrast(one, other);
}

const grounds = ['paper', 'surface', 'sunken', 'raised'] as const;

/** Text on what it may stand on. */
const textPairs: readonly (readonly [string, readonly string[]])[] = [
  [
    'ink',
    [...grounds, 'accent-soft', 'marker-soft', 'danger-soft', 'warning-soft', 'success-soft', 'info-soft'],
  ],
  ['ink-muted', [...grounds, 'accent-soft']],
  ['ink-faint', grounds],
  ['accent', [...grounds, 'accent-soft']],
  ['accent-strong', [...grounds, 'accent-soft']],
  ['accent-ink', ['accent', 'accent-strong']],
  ['danger', [...grounds, 'danger-soft']],
  ['danger-ink', ['danger', 'danger-strong']],
  ['warning', [...grounds, 'warning-soft']],
  ['success', [...grounds, 'success-soft']],
  ['info', [...grounds, 'info-soft']],
  ['marker-ink', ['marker']],
  ['paper', ['ink']],
];

/** The bounds of controls, the ring of focus, and signs that carry meaning. */
const signPairs: readonly (readonly [string, readonly string[]])[] = [
  ['edge', grounds],
  ['focus', grounds],
  ['accent', grounds],
  ['star', grounds],
];

describe.each(schemes)('colours in %s', (name) => {
  const scheme = schemes.indexOf(name) === 0 ? 0 : 1;
  const cases = (pairs: typeof textPairs) =>
    pairs.flatMap(([front, behind]) => behind.map((ground) => [front, ground] as const));

  it.each(cases(textPairs))('%s reads on %s', (front, ground) => {
    expect(ratio(front, ground, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(cases(signPairs))('%s is seen on %s', (front, ground) => {
    expect(ratio(front, ground, scheme)).toBeGreaterThanOrEqual(3);
  });

  it('tells the tones of meaning apart by lightness as well as hue, each from its own ground', () => {
    for (const tone of ['danger', 'warning', 'success', 'info']) {
      expect(ratio(tone, `${tone}-soft`, scheme)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

it('draws covers in the inks of the tokens', () => {
  for (const [ink, colour] of Object.entries(coverInks)) {
    expect(tokens.get(`cover-${ink}`)?.[0]).toBe(colour);
  }
});

it.each([
  ['sand', 'laurel'],
  ['sand', 'night'],
  ['sand', 'plum'],
  ['night', 'sky'],
  ['night', 'marigold'],
])('initials in %s read on %s', (front, ground) => {
  expect(ratio(`cover-${front}`, `cover-${ground}`, 0)).toBeGreaterThanOrEqual(4.5);
});
