import type { Cue } from '@/server/domains/media/contract/cues';

/** A cue on its author's desk. */
export type DeskCue = Cue & { readonly id: string };

/** The cues, which of them is open, and what there was before; all of it is replaced, never changed. */
export type Desk = {
  readonly cues: readonly DeskCue[];
  readonly openId: string | null;
  readonly past: readonly (readonly DeskCue[])[];
  readonly future: readonly (readonly DeskCue[])[];
  /** What was changed last: typing on in one field is undone in one go. */
  readonly typing: string | null;
  /** For the ids of cues to come. */
  readonly made: number;
};

/** What an author can do. Moments are in ms. */
export type DeskAct =
  | { readonly act: 'open'; readonly id: string | null }
  | { readonly act: 'set'; readonly id: string; readonly values: Partial<Cue> }
  | { readonly act: 'add'; readonly atMs: number; readonly endMs: number | null }
  | { readonly act: 'split'; readonly id: string; readonly atMs: number; readonly caret: number | null }
  | { readonly act: 'merge'; readonly id: string }
  | { readonly act: 'remove'; readonly id: string }
  | { readonly act: 'sort' }
  | { readonly act: 'replace'; readonly cues: readonly Cue[] }
  | { readonly act: 'include'; readonly cue: Cue }
  | { readonly act: 'undo' }
  | { readonly act: 'redo' };

const mostUndone = 200;
/** How long a new cue is, and the shortest that a split leaves, in ms. */
const newMs = 2_500;
const shortestMs = 100;

/** Lays cues on a desk; there is nothing to undo. */
export function layDesk(cues: readonly Cue[]): Desk {
  const laid = cues.map((cue, index) => ({ ...cue, id: `c${index}` }));
  const openId = laid[0]?.id ?? null;
  return { cues: laid, openId, past: [], future: [], typing: null, made: laid.length };
}

/** Returns the cues as they are saved. */
export function cuesOf(desk: readonly DeskCue[]): Cue[] {
  return desk.map(({ startMs, endMs, settings, text }) => ({ startMs, endMs, settings, text }));
}

function changed(desk: Desk, cues: readonly DeskCue[], more: Partial<Desk> = {}): Desk {
  const past = [...desk.past, desk.cues].slice(-mostUndone);
  return { ...desk, typing: null, past, future: [], cues, ...more };
}

/** Before the first that begins later. */
function placeOf(cues: readonly DeskCue[], startMs: number): number {
  const at = cues.findIndex((cue) => cue.startMs > startMs);
  return at === -1 ? cues.length : at;
}

function set(desk: Desk, id: string, values: Partial<Cue>): Desk {
  const typing = `${id} ${Object.keys(values).join(' ')}`;
  const cues = desk.cues.map((cue) => (cue.id === id ? { ...cue, ...values } : cue));
  // Only words are typed on and on.
  if (values.text !== undefined && desk.typing === typing) return { ...desk, cues, future: [] };
  return changed(desk, cues, { typing });
}

function include(desk: Desk, cue: Cue): Desk {
  const id = `c${desk.made}`;
  const cues = desk.cues.toSpliced(placeOf(desk.cues, cue.startMs), 0, { ...cue, id });
  return changed(desk, cues, { openId: id, made: desk.made + 1 });
}

function add(desk: Desk, atMs: number, lastMs: number | null): Desk {
  const next = desk.cues[placeOf(desk.cues, atMs)];
  const bound = Math.min(next?.startMs ?? Number.POSITIVE_INFINITY, lastMs ?? Number.POSITIVE_INFINITY);
  // Where there is no room for one that can be read, it overlaps; its author sees so.
  const endMs = bound >= atMs + 500 ? Math.min(atMs + newMs, bound) : atMs + newMs;
  return include(desk, { startMs: atMs, endMs, settings: '', text: '' });
}

/** At the caret, or else at the blank that is nearest to where the time divides the cue. */
function divide(text: string, caret: number | null, share: number): [string, string] {
  const wanted = caret !== null && caret > 0 && caret < text.length ? caret : null;
  const blanks = [...text.matchAll(/\s+/g)].map(({ index }) => index);
  const near = blanks.toSorted(
    (a, b) => Math.abs(a - share * text.length) - Math.abs(b - share * text.length),
  );
  const at = wanted ?? near[0] ?? text.length;
  return [text.slice(0, at).trim(), text.slice(at).trim()];
}

function split(desk: Desk, { id, atMs, caret }: DeskAct & { act: 'split' }): Desk {
  const index = desk.cues.findIndex((cue) => cue.id === id);
  const cue = desk.cues[index];
  if (cue === undefined || cue.endMs - cue.startMs < 2 * shortestMs) return desk;
  const isWithin = atMs >= cue.startMs + shortestMs && atMs <= cue.endMs - shortestMs;
  const middle = isWithin ? atMs : Math.round((cue.startMs + cue.endMs) / 2);
  const share = (middle - cue.startMs) / (cue.endMs - cue.startMs);
  const [before, after] = divide(cue.text, caret, share);
  const second = { ...cue, id: `c${desk.made}`, startMs: middle, text: after };
  const cues = desk.cues.toSpliced(index, 1, { ...cue, endMs: middle, text: before }, second);
  return changed(desk, cues, { openId: second.id, made: desk.made + 1 });
}

function merge(desk: Desk, id: string): Desk {
  const index = desk.cues.findIndex((cue) => cue.id === id);
  const [cue, next] = [desk.cues[index], desk.cues[index + 1]];
  if (cue === undefined || next === undefined) return desk;
  const text = [cue.text, next.text].filter((words) => words.trim() !== '').join('\n');
  const endMs = Math.max(cue.endMs, next.endMs);
  return changed(desk, desk.cues.toSpliced(index, 2, { ...cue, endMs, text }), { openId: id });
}

function remove(desk: Desk, id: string): Desk {
  const index = desk.cues.findIndex((cue) => cue.id === id);
  if (index === -1) return desk;
  const cues = desk.cues.toSpliced(index, 1);
  return changed(desk, cues, { openId: (cues[index] ?? cues[index - 1])?.id ?? null });
}

function replace(desk: Desk, replacing: readonly Cue[]): Desk {
  const cues = replacing.map((cue, index) => ({ ...cue, id: `c${desk.made + index}` }));
  return changed(desk, cues, { openId: cues[0]?.id ?? null, made: desk.made + cues.length });
}

function travel(desk: Desk, from: 'past' | 'future'): Desk {
  const cues = desk[from].at(-1);
  if (cues === undefined) return desk;
  const to = from === 'past' ? 'future' : 'past';
  // Open is what comes back or changes; where nothing of it is left, what is open stays so if it is there.
  const touched = cues.find((cue) => !desk.cues.includes(cue));
  const openId = touched?.id ?? cues.find(({ id }) => id === desk.openId)?.id ?? cues[0]?.id ?? null;
  return {
    ...{ ...desk, cues, openId, typing: null },
    [from]: desk[from].slice(0, -1),
    [to]: [...desk[to], desk.cues],
  };
}

/** Does what the author does. Nothing is lost that `undo` does not bring back. */
export function deskAfter(desk: Desk, act: DeskAct): Desk {
  switch (act.act) {
    case 'open':
      return { ...desk, openId: act.id, typing: null };
    case 'set':
      return set(desk, act.id, act.values);
    case 'add':
      return add(desk, act.atMs, act.endMs);
    case 'split':
      return split(desk, act);
    case 'merge':
      return merge(desk, act.id);
    case 'remove':
      return remove(desk, act.id);
    case 'sort':
      return changed(
        desk,
        desk.cues.toSorted((a, b) => a.startMs - b.startMs),
      );
    case 'replace':
      return replace(desk, act.cues);
    case 'include':
      return include(desk, act.cue);
    case 'undo':
      return travel(desk, 'past');
    case 'redo':
      return travel(desk, 'future');
  }
}
