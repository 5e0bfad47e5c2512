import { type ByteString, type Reply, ReplyError } from '../reply';
import { argument, isKeyword, parseDouble, parseInteger, syntaxError } from './arguments';
import type { CommandContext } from './command';
import type { Keyspace } from './keyspace';
import { SortedSet } from './sorted-set';
import { flattenScored } from './sorted-set-ranges';

type Aggregate = (left: number, right: number) => number;

type Combination = {
  readonly sources: readonly ReadonlyMap<ByteString, number>[];
  readonly aggregate: Aggregate;
  readonly withScores: boolean;
};

function readSource(db: Keyspace, key: ByteString): ReadonlyMap<ByteString, number> {
  const value = db.value(key);
  if (value?.type === 'set') return new Map([...value.data].map((member) => [member, 1]));
  return new Map((db.sortedSet(key)?.ordered ?? []).map(({ member, score }) => [member, score]));
}

function parseAggregate(word: ByteString): Aggregate {
  if (isKeyword(word, 'MIN')) return Math.min;
  if (isKeyword(word, 'MAX')) return Math.max;
  if (!isKeyword(word, 'SUM')) throw syntaxError();
  return sum;
}

function sum(left: number, right: number): number {
  const total = left + right;
  return Number.isNaN(total) ? 0 : total;
}

function parseCombination(db: Keyspace, args: readonly ByteString[], name: string): Combination {
  const count = parseInteger(argument(args, 0));
  if (count < 1) throw new ReplyError(`ERR at least 1 input key is needed for '${name}' command`);
  const keys = Array.from({ length: count }, (_, index) => argument(args, index + 1));
  let weights = keys.map(() => 1);
  let aggregate: Aggregate = sum;
  let withScores = false;
  for (let index = count + 1; index < args.length; index += 1) {
    if (isKeyword(args[index], 'WEIGHTS')) {
      const first = index + 1;
      weights = keys.map((_, k) => parseDouble(argument(args, first + k), 'ERR weight value is not a float'));
      index += count;
    } else if (isKeyword(args[index], 'AGGREGATE')) {
      aggregate = parseAggregate(argument(args, index + 1));
      index += 1;
    } else if (isKeyword(args[index], 'WITHSCORES')) withScores = true;
    else throw syntaxError();
  }
  const sources = keys.map((key, index) => {
    const weight = weights[index] ?? 1;
    return new Map([...readSource(db, key)].map(([member, score]) => [member, score * weight]));
  });
  return { sources, aggregate, withScores };
}

function unite({ sources, aggregate }: Combination): SortedSet {
  const result = new SortedSet();
  for (const source of sources) {
    for (const [member, score] of source) {
      const other = result.score(member);
      result.set(member, other === undefined ? score : aggregate(other, score));
    }
  }
  return result;
}

function intersect({ sources, aggregate }: Combination): SortedSet {
  const [first, ...rest] = sources;
  const result = new SortedSet();
  for (const [member, score] of first ?? []) {
    const others = rest.map((source) => source.get(member));
    if (others.includes(undefined)) continue;
    result.set(
      member,
      others.reduce<number>((total, other) => aggregate(total, other ?? 0), score),
    );
  }
  return result;
}

/** ZUNION and ZINTER: answers the combination. */
export function combine(how: 'union' | 'inter') {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const combination = parseCombination(db, args, `z${how}`);
    const result = how === 'union' ? unite(combination) : intersect(combination);
    return flattenScored(result.ordered, combination.withScores);
  };
}

/** ZUNIONSTORE and ZINTERSTORE: keeps the combination at the first key. */
export function combineInto(how: 'union' | 'inter') {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const combination = parseCombination(db, args.slice(1), `z${how}store`);
    const data = how === 'union' ? unite(combination) : intersect(combination);
    if (data.size === 0) db.delete(argument(args, 0));
    else db.put(argument(args, 0), { type: 'zset', data });
    return data.size;
  };
}
