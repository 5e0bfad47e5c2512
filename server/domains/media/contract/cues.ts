import { z } from 'zod';

/** Four hours of one cue a second, words that fit on a screen, and more time than any recording has. */
export const cueLimits = { cues: 15_000, characters: 1_000, ms: 360_000_000 } as const;

const ms = z.number().int().min(0).max(cueLimits.ms);

/** Words that are shown for a while, as WebVTT keeps them or as their author types them. */
export const cueSchema = z.object({
  startMs: ms,
  endMs: ms,
  /** Where and how they are shown, as WebVTT says it: `align:start line:0`. */
  settings: z
    .string()
    .max(200)
    .regex(/^(?!.*-->)[^\r\n]*$/),
  text: z.string().max(cueLimits.characters),
});

/** @see cueSchema */
export type Cue = z.infer<typeof cueSchema>;

/** What keeps a cue from being saved; also the names of their texts among the problems of captions. */
export type CueProblem = 'empty_cue' | 'ends_before_start' | 'starts_before_previous';

/** What is wrong with a cue, null when nothing is. `previous` is the one above it. */
export function problemOfCue(cue: Cue, previous: Cue | undefined): CueProblem | null {
  if (cue.text.trim() === '') return 'empty_cue';
  if (cue.endMs <= cue.startMs) return 'ends_before_start';
  return previous !== undefined && cue.startMs < previous.startMs ? 'starts_before_previous' : null;
}

/*
 * In WebVTT `&` and `<` begin something. Authors type them as they are, and tags where they want them: what makes no whole
 * tag and no reference is words.
 */
const reference = '(?:amp|lt|gt|lrm|rlm|nbsp|#\\d+|#x[\\da-f]+);';
const tag = String.raw`<(?:\/?[biu]>|\/?(?:v|c|lang|ruby|rt)(?:[ .][^<>\n]*)?>|\d\d:[\d:.]+>)`;
const loneAmpersand = new RegExp(`&(?!${reference})`, 'gi');
const loneLess = new RegExp(`(?!${tag})<`, 'gi');

/** Returns what an author typed as WebVTT keeps it: without empty lines, which would end the cue. */
export function toCueText(typed: string): string {
  return typed
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(loneAmpersand, '&amp;').replace(loneLess, '&lt;').trim())
    .filter((line) => line !== '')
    .join('\n')
    .replace(/&gt;/gi, '>')
    .replace(/-->/g, '--&gt;');
}

/** Returns what WebVTT keeps as its author types it; {@link toCueText} brings it back. */
export function toTypedText(text: string): string {
  return text
    .replace(/&gt;/gi, '>')
    .replace(/&lt;/gi, (found, at: number, whole: string) => {
      const beginsTag = new RegExp(`^${tag}`, 'i').test(`<${whole.slice(at + found.length)}`);
      return beginsTag ? found : '<';
    })
    .replace(new RegExp(`&amp;(?!${reference})`, 'gi'), '&');
}

const signs: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', nbsp: '\u00A0', lrm: '\u200E', rlm: '\u200F' },
};

function signOf(name: string): string {
  const known = signs[name.toLowerCase()];
  if (known !== undefined) return known;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
}

/** Returns the words of a cue without tags, on one line; a voice is named before what it says. */
export function plainWords(text: string): string {
  return text
    .replace(/<v(?:\.[^\s<>]*)?\s+([^<>]+)>/gi, '$1: ')
    .replace(/<[^<>]*>/g, '')
    .replace(new RegExp(`&(${reference})`, 'gi'), (_, name: string) => signOf(name.slice(0, -1)))
    .replace(/\s+/g, ' ')
    .trim();
}

function clockOf(value: number, mark: '.' | ','): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const seconds = Math.floor(value / 1_000);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${mark}${String(value % 1_000).padStart(3, '0')}`;
}

/** Writes captions as WebVTT; read again, they are the same, unless its signs make a line too long. */
export function writeVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, settings, text }) => {
    const time = `${clockOf(startMs, '.')} --> ${clockOf(endMs, '.')}`;
    return [`${time}${settings === '' ? '' : ` ${settings}`}`, text].join('\n');
  });
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`;
}

/** Writes captions as SRT, which knows neither settings nor tags: line by line, words only. */
export function writeSrt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ startMs, endMs, text }, index) => {
    const time = `${clockOf(startMs, ',')} --> ${clockOf(endMs, ',')}`;
    // Within words, `-->` would begin another time.
    const lines = text.split('\n').map((line) => plainWords(line).replace(/-->/g, '->'));
    return [`${index + 1}`, time, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}
