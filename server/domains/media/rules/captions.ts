import type { CaptionProblem } from '@/server/domains/media/contract';
import { type Cue, cueLimits } from '@/server/domains/media/contract/cues';

/** What a file of captions says; with problems, of no use. */
export type ParsedCaptions = { readonly cues: readonly Cue[]; readonly problems: readonly CaptionProblem[] };

type Line = { readonly number: number; readonly text: string };
type Block = readonly Line[];

/** A list of problems that somebody reads, and lines that somebody reads in time. */
const limits = { problems: 20, lineCharacters: 2_000 } as const;

const moment = String.raw`(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})`;
/** The two moments only: a pattern for what follows, with blanks around it, would try every way to divide them. */
const timing = new RegExp(String.raw`^\s*${moment}\s*-->\s*${moment}(?!\S)`);
const aside = /^(NOTE|STYLE|REGION)(\s|$)/;

function blocksOf(text: string): Block[] {
  const blocks: Line[][] = [[]];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push({ number: index + 1, text: line });
  }
  return blocks.filter((block) => block.length > 0);
}

function msOf(parts: readonly (string | undefined)[]): number {
  const [hours = '0', minutes = '0', seconds = '0', ms = '0'] = parts;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(ms);
}

/** What WebVTT does not know: a whole tag, or a sign that begins none. Never looks beyond the next such sign. */
const unknownTag = /<(?!\/?[biu]>|\/?(?:v|c|lang|ruby|rt)[ .>]|\d\d:)(?:[^<>]*>)?/gi;

/** SRT has no rules for tags; what WebVTT does not know would be shown as words. */
function cleaned(line: string): string {
  return (
    line
      // A sign that begins no tag is a word; left as it is, it would make a tag of what comes to stand behind it.
      .replace(unknownTag, (found) => (found.endsWith('>') ? '' : '&lt;'))
      .replace(/&(?!(?:amp|lt|gt|lrm|rlm|nbsp|#\d+|#x[\da-f]+);)/gi, '&amp;')
      .replace(/-->/g, '--&gt;')
      .trim()
  );
}

function readBlock(block: Block, previous: Cue | undefined): Cue | CaptionProblem {
  const at = block.findIndex(({ text }) => text.includes('-->'));
  const [first] = block;
  // Before the time there may be one line with a number or a name.
  if (at === -1 || at > 1) return { line: first?.number ?? 1, problem: 'time_missing' };
  const line = block[at]?.number ?? 1;
  const timed = block[at]?.text ?? '';
  const found = timing.exec(timed);
  if (found === null) return { line, problem: 'time_malformed' };
  const [startMs, endMs] = [msOf(found.slice(1, 5)), msOf(found.slice(5, 9))];
  if (endMs <= startMs) return { line, problem: 'ends_before_start' };
  if (previous !== undefined && startMs < previous.startMs)
    return { line, problem: 'starts_before_previous' };
  // A line of which nothing is left would end the cue.
  const lines = block.slice(at + 1).map((one) => cleaned(one.text));
  const text = lines.filter((one) => one !== '').join('\n');
  const settings = timed.slice(found[0].length).trim();
  return text === '' ? { line, problem: 'empty_cue' } : { startMs, endMs, settings, text };
}

function looksLikeCaptions(blocks: readonly Block[]): boolean {
  return (blocks[0] ?? []).slice(0, 2).some(({ text }) => text.includes('-->'));
}

function readBlocks(blocks: readonly Block[], isVtt: boolean): ParsedCaptions {
  const cues: Cue[] = [];
  const problems: CaptionProblem[] = [];
  for (const block of blocks) {
    const read = readBlock(block, cues.at(-1));
    if ('problem' in read) problems.push(read);
    // What SRT says behind a time are coordinates of its own.
    else cues.push(isVtt ? read : { ...read, settings: '' });
    if (problems.length === limits.problems) break;
  }
  return { cues, problems };
}

const useless = (line: number, problem: CaptionProblem['problem']): ParsedCaptions => ({
  cues: [],
  problems: [{ line, problem }],
});

/** Reads WebVTT or SRT, whichever it is, and says of everything that is wrong in which line it is. */
export function parseCaptions(file: string): ParsedCaptions {
  const text = file.replace(/^\uFEFF/, '');
  const lines = text.split(/\r\n|\r|\n/);
  // First of all, because what looks for patterns in a line takes its time over a long one.
  const long = lines.findIndex((line) => line.length > limits.lineCharacters);
  if (long !== -1) return useless(long + 1, 'line_too_long');
  const garbled = lines.findIndex((line) => line.includes('\uFFFD'));
  if (garbled !== -1) return useless(garbled + 1, 'not_utf8');
  const isVtt = /^WEBVTT([ \t\r\n]|$)/.test(text);
  const all = blocksOf(text);
  if (!isVtt && !looksLikeCaptions(all)) return useless(1, 'not_captions');
  const blocks = isVtt ? all.slice(1).filter(([first]) => !aside.test(first?.text ?? '')) : all;
  if (blocks.length === 0) return useless(1, 'no_cues');
  return blocks.length > cueLimits.cues ? useless(1, 'too_many_cues') : readBlocks(blocks, isVtt);
}
