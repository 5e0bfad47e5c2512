import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  cutPicture,
  encodeSquares,
  lowerPixels,
  rectangleOf,
  squareOf,
} from '@/server/platform/adapters/picture';

const sides = { large: 384, small: 96 };
const whole = { x: 0, y: 0, width: 100, height: 100 };

/** A picture whose left half is red and whose right half is blue. */
function twoHalves(width: number, height: number) {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: 'red' };
  return sharp({ create: { width, height, channels: 3, background: 'blue' } }).composite([
    { input: { create: half }, left: 0, top: 0 },
  ]);
}

async function colourOf(square: Buffer): Promise<'red' | 'blue' | 'both'> {
  const { channels } = await sharp(square).stats();
  const [red, , blue] = channels.map(({ mean }) => mean);
  if ((red ?? 0) > 230 && (blue ?? 0) < 25) return 'red';
  return (blue ?? 0) > 230 && (red ?? 0) < 25 ? 'blue' : 'both';
}

describe('the squares of a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('are WebP of the wanted sides, out of a %s', async (kind) => {
    const squares = await encodeSquares(await twoHalves(800, 400).toFormat(kind).toBuffer(), whole, sides);
    for (const name of ['large', 'small'] as const) {
      const { format, width, height } = await sharp(squares[name]).metadata();
      expect({ format, width, height }).toEqual({ format: 'webp', width: sides[name], height: sides[name] });
    }
  });

  it('show the part that was wanted, as it is seen', async () => {
    const left = { x: 0, y: 0, width: 50, height: 100 };
    const right = { x: 50, y: 0, width: 50, height: 100 };
    const lying = await twoHalves(800, 400).jpeg().toBuffer();
    expect(await colourOf((await encodeSquares(lying, left, sides)).large)).toBe('red');
    expect(await colourOf((await encodeSquares(lying, right, sides)).large)).toBe('blue');
    // Held upright, turned by a quarter: what lies at the left in the file is seen at the top.
    const upright = await twoHalves(800, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const top = { x: 0, y: 0, width: 100, height: 50 };
    expect(await colourOf((await encodeSquares(upright, top, sides)).large)).toBe('red');
  });

  it('keep nothing of what a camera has written', async () => {
    const exif = { IFD0: { Copyright: 'xqsecretzv' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } };
    const taken = await twoHalves(400, 400).withExif(exif).jpeg().toBuffer();
    expect(taken.includes('xqsecretzv')).toBe(true);
    const { large, small } = await encodeSquares(taken, whole, sides);
    for (const square of [large, small]) {
      expect(square.includes('xqsecretzv')).toBe(false);
      expect((await sharp(square).metadata()).exif).toBeUndefined();
    }
  });

  it('are not made of anything else, whatever it calls itself', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"/>';
    const disguised = Buffer.from(`<!--abcdWEBP-->${drawing}`);
    const gif = await twoHalves(400, 400).gif().toBuffer();
    const svg = Buffer.from(drawing);
    const cut = (await twoHalves(400, 400).png().toBuffer()).subarray(0, 200);
    for (const bytes of [svg, disguised, gif, cut, Buffer.from('<script>'), Buffer.alloc(0)]) {
      await expect(encodeSquares(bytes, whole, sides)).rejects.toMatchObject({ reason: 'unreadable' });
    }
  });

  it('are refused where too little or too much is there', async () => {
    const small = await twoHalves(300, 300).png().toBuffer();
    const part = { x: 10, y: 10, width: 20, height: 20 };
    await expect(encodeSquares(small, part, sides)).rejects.toMatchObject({ reason: 'too_small' });
    const bomb = await sharp({ create: { width: 9_000, height: 8_000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(encodeSquares(bomb, whole, sides)).rejects.toMatchObject({ reason: 'too_large' });
  });

  it('lie within the picture, whatever part is asked for', () => {
    const percent = fc.double({ min: 0, max: 100, noNaN: true });
    const length = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(percent, percent, percent, percent, length, length, (x, y, width, height, w, h) => {
        const square = squareOf({ x, y, width, height }, { width: w, height: h });
        expect(square.width).toBe(square.height);
        expect(square.width).toBeGreaterThan(0);
        expect(square.left).toBeGreaterThanOrEqual(0);
        expect(square.top).toBeGreaterThanOrEqual(0);
        expect(square.left + square.width).toBeLessThanOrEqual(w);
        expect(square.top + square.height).toBeLessThanOrEqual(h);
      }),
    );
  });
});

describe('a part of a shape', () => {
  const size = fc.integer({ min: 2, max: 5_000 });
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  const shape = 16 / 9;

  it('always lies within the picture and has the shape, to the pixel', () => {
    fc.assert(
      fc.property(size, size, percent, percent, percent, percent, (width, height, x, y, w, h) => {
        const seen = { width, height };
        const part = rectangleOf({ x, y, width: w, height: h }, seen, shape);
        expect(part.width).toBeGreaterThanOrEqual(1);
        expect(part.left).toBeGreaterThanOrEqual(0);
        expect(part.top).toBeGreaterThanOrEqual(0);
        expect(part.left + part.width).toBeLessThanOrEqual(width);
        expect(part.top + part.height).toBeLessThanOrEqual(height);
        expect(Math.abs(part.width - part.height * shape)).toBeLessThanOrEqual(shape);
      }),
    );
  });

  it('is cut as it is seen, and its lower part can be measured', async () => {
    const right = { x: 50, y: 0, width: 50, height: 100 };
    const cut = await cutPicture(await twoHalves(800, 400).jpeg().toBuffer(), right, {
      ...{ shape, leastWidth: 300, mostWidth: 320 },
    });
    expect(await sharp(cut).metadata()).toMatchObject({ format: 'webp', width: 320, height: 180 });
    expect(await colourOf(cut)).toBe('blue');
    const pixels = await lowerPixels(cut, 0.5);
    expect(pixels.length).toBe(320 * 90 * 3);
    expect(Math.max(...pixels.filter((_, at) => at % 3 === 0))).toBeLessThan(25);
  });
});
