import { type ByteString, type Reply, ReplyError } from '../reply';
import { argument, formatDouble, isKeyword, parseCount, parseDouble, syntaxError } from './arguments';
import { atLeast, between, type CommandContext, type CommandTable, exactly } from './command';
import { parseScanOptions } from './key-commands';
import type { Scored, SortedSet } from './sorted-set';
import { combine, combineInto } from './sorted-set-combine';
import {
  flattenScored,
  lexFilter,
  parseRangeQuery,
  type RangeKind,
  scoreFilter,
  selectRange,
} from './sorted-set-ranges';

const ADD_FLAGS: ReadonlySet<string> = new Set(['NX', 'XX', 'GT', 'LT', 'CH', 'INCR']);

function readFlags(args: readonly ByteString[]): Set<string> {
  const flags = new Set<string>();
  for (const word of args.slice(1)) {
    if (!ADD_FLAGS.has(word.toUpperCase())) break;
    flags.add(word.toUpperCase());
  }
  return flags;
}

function checkFlags(flags: ReadonlySet<string>, pairs: number): void {
  if (flags.has('NX') && flags.has('XX')) {
    throw new ReplyError('ERR XX and NX options at the same time are not compatible');
  }
  const compared = Number(flags.has('GT')) + Number(flags.has('LT')) + Number(flags.has('NX'));
  if (compared > 1) {
    throw new ReplyError('ERR GT, LT, and/or NX options at the same time are not compatible');
  }
  if (flags.has('INCR') && pairs > 1) {
    throw new ReplyError('ERR INCR option supports a single increment-element pair');
  }
}

function isRefused(flags: ReadonlySet<string>, current: number | undefined, next: number): boolean {
  if (current === undefined) return flags.has('XX');
  if (flags.has('NX')) return true;
  return (flags.has('GT') && next <= current) || (flags.has('LT') && next >= current);
}

function parsePairs(args: readonly ByteString[], first: number): Scored[] {
  const pairs: Scored[] = [];
  for (let index = first; index < args.length; index += 2) {
    pairs.push({ score: parseDouble(argument(args, index)), member: argument(args, index + 1) });
  }
  if (pairs.length === 0) throw syntaxError();
  return pairs;
}

type Change = { readonly kind: 'refused' | 'added' | 'changed' | 'same'; readonly score: number };

function applyPair(set: SortedSet, { member, score }: Scored, flags: ReadonlySet<string>): Change {
  const current = set.score(member);
  const next = flags.has('INCR') ? (current ?? 0) + score : score;
  if (Number.isNaN(next)) throw new ReplyError('ERR resulting score is not a number (NaN)');
  if (isRefused(flags, current, next)) return { kind: 'refused', score: next };
  if (current === next) return { kind: 'same', score: next };
  set.set(member, next);
  return { kind: current === undefined ? 'added' : 'changed', score: next };
}

function add({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const key = argument(args, 0);
  const flags = readFlags(args);
  if ((args.length - 1 - flags.size) % 2 !== 0) throw syntaxError();
  const pairs = parsePairs(args, 1 + flags.size);
  checkFlags(flags, pairs.length);
  const set = db.ensureSortedSet(key);
  const changes = pairs.map((pair) => applyPair(set, pair, flags));
  db.dropIfEmpty(key);
  const [first] = changes;
  if (flags.has('INCR')) {
    return first === undefined || first.kind === 'refused' ? null : formatDouble(first.score);
  }
  const counted = flags.has('CH') ? ['added', 'changed'] : ['added'];
  return changes.filter(({ kind }) => counted.includes(kind)).length;
}

function range(kind: RangeKind | null, isReversed: boolean | null) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const query = parseRangeQuery(args, { kind, isReversed });
    return flattenScored(selectRange(db.sortedSet(argument(args, 0)), query), query.withScores);
  };
}

function count(filter: typeof scoreFilter) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const matches = filter(argument(args, 1), argument(args, 2));
    return (db.sortedSet(argument(args, 0))?.ordered ?? []).filter(matches).length;
  };
}

function removeRange(kind: RangeKind) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const key = argument(args, 0);
    const set = db.sortedSet(key);
    const doomed = selectRange(set, parseRangeQuery(args, { kind, isReversed: false }));
    for (const { member } of [...doomed]) set?.delete(member);
    db.dropIfEmpty(key);
    return doomed.length;
  };
}

function pop(end: 'min' | 'max') {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const key = argument(args, 0);
    const wanted = args[1] === undefined ? 1 : parseCount(args[1]);
    const set = db.sortedSet(key);
    const ordered = [...(set?.ordered ?? [])];
    const taken = (end === 'min' ? ordered : ordered.reverse()).slice(0, wanted);
    for (const { member } of taken) set?.delete(member);
    db.dropIfEmpty(key);
    return flattenScored(taken, true);
  };
}

function rank(isReversed: boolean) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const withScore = args[2] !== undefined;
    if (withScore && !isKeyword(args[2], 'WITHSCORE')) throw syntaxError();
    const set = db.sortedSet(argument(args, 0));
    const position = set?.rank(argument(args, 1));
    const score = set?.score(argument(args, 1));
    if (set === undefined || position === undefined || score === undefined) return null;
    const answer = isReversed ? set.size - 1 - position : position;
    return withScore ? [answer, formatDouble(score)] : answer;
  };
}

function scoreOf({ db }: CommandContext, key: ByteString, member: ByteString): Reply {
  const score = db.sortedSet(key)?.score(member);
  return score === undefined ? null : formatDouble(score);
}

/** Commands on sorted sets. */
export const sortedSetCommands: CommandTable = {
  zadd: atLeast(3, add),
  zincrby: exactly(3, (context, args) =>
    add(context, [argument(args, 0), 'INCR', argument(args, 1), argument(args, 2)]),
  ),
  zrem: atLeast(2, ({ db }, args) => {
    const set = db.sortedSet(argument(args, 0));
    const removed = args.slice(1).filter((member) => set?.delete(member) === true).length;
    db.dropIfEmpty(argument(args, 0));
    return removed;
  }),
  zscore: exactly(2, (context, args) => scoreOf(context, argument(args, 0), argument(args, 1))),
  zmscore: atLeast(2, (context, args) =>
    args.slice(1).map((member) => scoreOf(context, argument(args, 0), member)),
  ),
  zcard: exactly(1, ({ db }, args) => db.sortedSet(argument(args, 0))?.size ?? 0),
  zcount: exactly(3, count(scoreFilter)),
  zlexcount: exactly(3, count(lexFilter)),
  zrank: between(2, 3, rank(false)),
  zrevrank: between(2, 3, rank(true)),
  zrange: atLeast(3, range(null, null)),
  zrevrange: between(3, 4, range('rank', true)),
  zrangebyscore: atLeast(3, range('score', false)),
  zrevrangebyscore: atLeast(3, range('score', true)),
  zrangebylex: atLeast(3, range('lex', false)),
  zrevrangebylex: atLeast(3, range('lex', true)),
  zremrangebyrank: exactly(3, removeRange('rank')),
  zremrangebyscore: exactly(3, removeRange('score')),
  zremrangebylex: exactly(3, removeRange('lex')),
  zpopmin: between(1, 2, pop('min')),
  zpopmax: between(1, 2, pop('max')),
  zunion: atLeast(2, combine('union')),
  zinter: atLeast(2, combine('inter')),
  zunionstore: atLeast(3, combineInto('union')),
  zinterstore: atLeast(3, combineInto('inter')),
  zscan: atLeast(2, ({ db }, args) => {
    const { match } = parseScanOptions(args.slice(2));
    const items = db.sortedSet(argument(args, 0))?.ordered ?? [];
    return [
      '0',
      flattenScored(
        items.filter(({ member }) => match === null || match.test(member)),
        true,
      ),
    ];
  }),
};
