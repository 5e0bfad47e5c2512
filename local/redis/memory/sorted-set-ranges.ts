import { type ByteString, ReplyError } from '../reply';
import { argument, formatDouble, parseDouble, parseInteger, resolveRange, syntaxError } from './arguments';
import type { Scored, SortedSet } from './sorted-set';

/** Which members a range command looks at. */
export type RangeKind = 'rank' | 'score' | 'lex';

/** A parsed range of a sorted set, ready to be read. */
export type RangeQuery = {
  readonly kind: RangeKind;
  readonly min: ByteString;
  readonly max: ByteString;
  readonly isReversed: boolean;
  readonly withScores: boolean;
  readonly limit: { readonly offset: number; readonly count: number } | null;
};

function scoreBound(text: ByteString): { value: number; isOpen: boolean } {
  const isOpen = text.startsWith('(');
  return { value: parseDouble(isOpen ? text.slice(1) : text, 'ERR min or max is not a float'), isOpen };
}

/** Whether a score lies between two bounds such as `1`, `(5` or `+inf`. */
export function scoreFilter(min: ByteString, max: ByteString): (item: Scored) => boolean {
  const [low, high] = [scoreBound(min), scoreBound(max)];
  return ({ score }) =>
    (low.isOpen ? score > low.value : score >= low.value) &&
    (high.isOpen ? score < high.value : score <= high.value);
}

function lexTest(bound: ByteString, side: 'min' | 'max'): (member: ByteString) => boolean {
  if (bound === '-') return () => side === 'min';
  if (bound === '+') return () => side === 'max';
  const value = bound.slice(1);
  if (bound.startsWith('[')) return (member) => (side === 'min' ? member >= value : member <= value);
  if (bound.startsWith('(')) return (member) => (side === 'min' ? member > value : member < value);
  throw new ReplyError('ERR min or max not valid string range item');
}

/** Whether a member lies between two bounds such as `-`, `[a` or `(b`. */
export function lexFilter(min: ByteString, max: ByteString): (item: Scored) => boolean {
  const [isAbove, isBelow] = [lexTest(min, 'min'), lexTest(max, 'max')];
  return ({ member }) => isAbove(member) && isBelow(member);
}

function byRank(items: readonly Scored[], query: RangeQuery): readonly Scored[] {
  const range = resolveRange(parseInteger(query.min), parseInteger(query.max), items.length);
  return range === null ? [] : items.slice(range.from, range.to);
}

/** The members a query selects, in its direction and within its limit. */
export function selectRange(set: SortedSet | undefined, query: RangeQuery): readonly Scored[] {
  const ordered = set?.ordered ?? [];
  const items = query.isReversed ? [...ordered].reverse() : ordered;
  if (query.kind === 'rank') return byRank(items, query);
  // Reversed score and lexical ranges name the higher bound first.
  const [min, max] = query.isReversed ? [query.max, query.min] : [query.min, query.max];
  const selected = items.filter(query.kind === 'score' ? scoreFilter(min, max) : lexFilter(min, max));
  if (query.limit === null) return selected;
  const { offset, count } = query.limit;
  if (offset < 0) return [];
  return count < 0 ? selected.slice(offset) : selected.slice(offset, offset + count);
}

type RangeOptions = { kind: RangeKind; isReversed: boolean; withScores: boolean; limit: RangeQuery['limit'] };

/** Applies the option at `index` and answers how many arguments it took, 0 when it is none. */
function applyRangeOption(options: RangeOptions, args: readonly ByteString[], index: number): number {
  const word = argument(args, index).toUpperCase();
  if (word === 'WITHSCORES') options.withScores = true;
  else if (word === 'REV') options.isReversed = true;
  else if (word === 'BYSCORE') options.kind = 'score';
  else if (word === 'BYLEX') options.kind = 'lex';
  else if (word === 'LIMIT') {
    const [offset, count] = [argument(args, index + 1), argument(args, index + 2)];
    options.limit = { offset: parseInteger(offset), count: parseInteger(count) };
    return 3;
  } else return 0;
  return 1;
}

/** Reads the options that follow the two bounds of a range command; a fixed kind or direction admits no override. */
export function parseRangeQuery(
  args: readonly ByteString[],
  fixed: { kind: RangeKind | null; isReversed: boolean | null },
): RangeQuery {
  const { kind = null, isReversed = null } = fixed;
  const options: RangeOptions = {
    kind: kind ?? 'rank',
    isReversed: isReversed ?? false,
    withScores: false,
    limit: null,
  };
  for (let index = 3; index < args.length; ) {
    const taken = applyRangeOption(options, args, index);
    if (taken === 0) throw syntaxError();
    index += taken;
  }
  const isOverridden =
    (kind !== null && options.kind !== kind) || (isReversed !== null && options.isReversed !== isReversed);
  if (isOverridden) throw syntaxError();
  checkRangeOptions(options);
  return { ...options, min: argument(args, 1), max: argument(args, 2) };
}

function checkRangeOptions({ kind, limit, withScores }: RangeOptions): void {
  if (limit !== null && kind === 'rank') {
    throw new ReplyError(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    );
  }
  if (withScores && kind === 'lex') {
    throw new ReplyError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
  }
}

/** Members, each followed by its score when the query asks for it. */
export function flattenScored(items: readonly Scored[], withScores: boolean): ByteString[] {
  return items.flatMap(({ member, score }) => (withScores ? [member, formatDouble(score)] : [member]));
}
