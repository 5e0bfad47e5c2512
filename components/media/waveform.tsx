/** Properties of {@link Waveform}. */
export interface WaveformProps {
  /** Amplitudes of equal stretches, 0 to 255. */
  readonly peaks: readonly number[];
  /** How far the recording is, 0 to 1. */
  readonly share: number;
}

const height = 64;

/** At most so many bars: more of them run together on a phone. */
const mostBars = 200;

/** Returns the greatest amplitude of each of at most `most` equal stretches. */
export function barsOf(peaks: readonly number[], most = mostBars): number[] {
  const per = Math.max(1, Math.ceil(peaks.length / most));
  return Array.from({ length: Math.ceil(peaks.length / per) }, (_, index) =>
    Math.max(...peaks.slice(index * per, (index + 1) * per)),
  );
}

/**
 * The waveform of a recording, what was played of it in another colour. It is a picture for the eye: the slider over it
 * says the same to everybody.
 */
export function Waveform({ peaks, share }: WaveformProps) {
  const bars = barsOf(peaks);
  const path = bars
    .map((peak, index) => {
      const tall = Math.max(2, (peak / 255) * height);
      return `M${index + 0.5} ${(height - tall) / 2}v${tall}`;
    })
    .join('');
  const lines = { d: path, fill: 'none', strokeWidth: 0.6, vectorEffect: 'none' } as const;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, bars.length)} ${height}`}
      preserveAspectRatio="none"
      className="block h-16 w-full"
    >
      <path {...lines} className="stroke-edge" />
      <path {...lines} className="stroke-accent" style={{ clipPath: `inset(0 ${100 - share * 100}% 0 0)` }} />
    </svg>
  );
}
