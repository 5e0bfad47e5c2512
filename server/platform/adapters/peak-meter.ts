/** Samples a second that a waveform is measured at: enough for its outline, and 230 MB for four hours. */
export const waveformRate = 8_000;

/** Measures the waveform of a recording while its samples go by. */
export type PeakMeter = {
  /** Takes bytes of mono samples, 16 bits each, little-endian; they may be cut anywhere. */
  take(bytes: Uint8Array): void;
  /** The greatest amplitude of each stretch so far, 0 to 255. */
  peaks(): number[];
};

/** Returns a meter that cuts so many milliseconds into `count` stretches of equal length. */
export function createPeakMeter(durationMs: number, count: number): PeakMeter {
  const greatest = new Uint16Array(count);
  const samples = Math.max(1, (durationMs / 1_000) * waveformRate);
  let position = 0;
  let low: number | null = null;
  const sample = (value: number) => {
    // What is longer than it was measured to be belongs to the last stretch.
    const at = Math.min(count - 1, Math.floor((position / samples) * count));
    position += 1;
    const amplitude = Math.abs(value);
    if (amplitude > (greatest[at] ?? 0)) greatest[at] = amplitude;
  };
  return {
    take(bytes) {
      let index = 0;
      if (low !== null && bytes.byteLength > 0) {
        sample(((((bytes[0] ?? 0) << 8) | low) << 16) >> 16);
        low = null;
        index = 1;
      }
      for (; index + 1 < bytes.byteLength; index += 2) {
        sample(((((bytes[index + 1] ?? 0) << 8) | (bytes[index] ?? 0)) << 16) >> 16);
      }
      if (index < bytes.byteLength) low = bytes[index] ?? 0;
    },
    peaks: () => [...greatest].map((value) => Math.min(255, Math.round(value / 128))),
  };
}
