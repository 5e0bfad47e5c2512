import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partBytes } from '@/server/domains/media/contract';
import { areWhole, bytesOfPart, fingerprintOf, partCount } from '@/server/domains/media/rules/parts';

const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
const fileOf = (bytes: number, digests: readonly string[]) => {
  const parts = digests.map((sha256, index) => ({
    number: index + 1,
    bytes: bytesOfPart(bytes, index + 1),
    sha256,
  }));
  return { parts, file: { bytes, fingerprint: fingerprintOf(parts) } };
};
const anyFile = fc
  .integer({ min: 1, max: 5 * partBytes })
  .chain((bytes) =>
    fc
      .array(digest, { minLength: partCount(bytes), maxLength: partCount(bytes) })
      .map((digests) => fileOf(bytes, digests)),
  );

describe('the parts of a file', () => {
  it('are as large as the file together, and none is empty', () => {
    fc.assert(
      fc.property(anyFile, ({ parts, file }) => {
        expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(file.bytes);
        expect(parts.every(({ bytes }) => bytes > 0 && bytes <= partBytes)).toBe(true);
        expect(areWhole(parts, file)).toBe(true);
      }),
    );
  });

  it('are not the file when one is missing, of another size, out of order or of other bytes', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), digest, ({ parts, file }, place, other) => {
        const at = place % parts.length;
        const without = parts.filter((_, index) => index !== at);
        const changed = (values: object) =>
          parts.map((part, index) => (index === at ? { ...part, ...values } : part));
        expect(areWhole(without, file)).toBe(false);
        expect(areWhole(changed({ bytes: (parts[at]?.bytes ?? 0) - 1 }), file)).toBe(false);
        expect(areWhole(changed({ number: at + 2 }), file)).toBe(false);
        fc.pre(other !== parts[at]?.sha256);
        expect(areWhole(changed({ sha256: other }), file)).toBe(false);
      }),
    );
  });
});
