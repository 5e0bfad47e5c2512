import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPeakMeter, waveformRate } from '@/server/platform/adapters/peak-meter';

function bytesOf(samples: readonly number[]): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [index, value] of samples.entries()) bytes.writeInt16LE(value, index * 2);
  return bytes;
}

describe('a peak meter', () => {
  it('keeps the greatest amplitude of each stretch, also below zero', () => {
    const meter = createPeakMeter((8 / waveformRate) * 1_000, 4);
    meter.take(bytesOf([0, 100, -32_768, 3, 0, 0, 16_384, -2]));
    expect(meter.peaks()).toEqual([1, 255, 0, 128]);
  });

  it('puts what is longer than it should be into the last stretch, and leaves what is missing empty', () => {
    const meter = createPeakMeter((4 / waveformRate) * 1_000, 2);
    meter.take(bytesOf([0, 0, 0, 0, 32_767]));
    expect(meter.peaks()).toEqual([0, 255]);
    expect(createPeakMeter(1_000, 3).peaks()).toEqual([0, 0, 0]);
  });

  it('does not care where the bytes are cut', () => {
    const sample = fc.integer({ min: -32_768, max: 32_767 });
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(7), { maxLength: 40 }),
        (samples, cuts) => {
          const durationMs = (samples.length / waveformRate) * 1_000;
          const [whole, cut] = [createPeakMeter(durationMs, 5), createPeakMeter(durationMs, 5)];
          const bytes = bytesOf(samples);
          whole.take(bytes);
          let from = 0;
          for (const length of cuts) {
            cut.take(bytes.subarray(from, from + length));
            from += length;
          }
          cut.take(bytes.subarray(from));
          expect(cut.peaks()).toEqual(whole.peaks());
        },
      ),
    );
  });
});
