/** A stretch of a video with what is said in it. */
export interface Narration {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** Longest line and most lines of a cue; what the common style guides for subtitles agree on. */
const limits = { lineLength: 42, lines: 2 } as const;

function timestamp(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23);
}

/** Fills lines with words, as many as go into each; a word longer than a line stands alone. */
function fillLines(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= limits.lineLength;
    if (fits) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Splits a narration at sentences, and what is too long for one cue after a full one. */
function cueTexts(text: string): string[] {
  const sentences = text.split(/(?<=[.!?…])\s+/).filter(Boolean);
  return sentences.flatMap((sentence) => {
    const lines = fillLines(sentence);
    const count = Math.ceil(lines.length / limits.lines);
    return Array.from({ length: count }, (_, index) =>
      lines.slice(index * limits.lines, (index + 1) * limits.lines).join(' '),
    );
  });
}

function escapeCue(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Two lines of about the same length read better than a full one and a rest. */
function layOut(text: string): string {
  if (text.length <= limits.lineLength) return escapeCue(text);
  const breaks = Array.from(text.matchAll(/ /g), ({ index }) => [
    text.slice(0, index),
    text.slice(index + 1),
  ]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
  const [best = [text]] = breaks.sort((a, b) => longest(a) - longest(b));
  return best.map(escapeCue).join('\n');
}

/**
 * Returns a WebVTT track (W3C WebVTT 1) in which each sentence is shown for a share of its stretch that fits its length.
 */
export function toWebVtt(narrations: readonly Narration[]): string {
  const cues = narrations.flatMap(({ startMs, endMs, text }) => {
    const texts = cueTexts(text);
    const total = texts.reduce((sum, part) => sum + part.length, 0);
    let spoken = 0;
    return texts.map((part) => {
      const from = startMs + Math.round(((endMs - startMs) * spoken) / total);
      spoken += part.length;
      const to = startMs + Math.round(((endMs - startMs) * spoken) / total);
      return `${timestamp(from)} --> ${timestamp(to)}\n${layOut(part)}\n`;
    });
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
