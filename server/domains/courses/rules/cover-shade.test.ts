import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readabilityOf, wantedContrast } from './cover-shade';

const plain = (red: number, green: number, blue: number, count = 100) =>
  Uint8Array.from({ length: count * 3 }, (_, index) => [red, green, blue][index % 3] ?? 0);

describe('white words over a cover', () => {
  it('need nothing over black, and a shade over white', () => {
    expect(readabilityOf(plain(0, 0, 0))).toEqual({ contrast: 21, shadePercent: 0 });
    const { contrast, shadePercent } = readabilityOf(plain(255, 255, 255));
    expect(contrast).toBe(1);
    // #767676 is the lightest grey that white is readable on: 1 - 118/255 = 54 %.
    expect(shadePercent).toBe(55);
  });

  it('are not disturbed by a few glints, but by a bright corner', () => {
    const dark = [...plain(10, 20, 30, 1_000)];
    const glints = Uint8Array.from([...dark, ...plain(255, 255, 255, 20)]);
    const corner = Uint8Array.from([...dark, ...plain(255, 255, 255, 200)]);
    expect(readabilityOf(glints).shadePercent).toBe(0);
    expect(readabilityOf(corner).shadePercent).toBe(55);
  });

  it('are readable under the shade that was found, whatever the picture', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 3, maxLength: 300 }), (bytes) => {
        const { shadePercent } = readabilityOf(bytes);
        const shaded = bytes.map((value) => Math.floor(value * (1 - shadePercent / 100)));
        expect(shadePercent).toBeLessThanOrEqual(60);
        expect(readabilityOf(shaded).contrast).toBeGreaterThanOrEqual(wantedContrast);
      }),
    );
  });
});
