import { type ByteString, type Reply, ReplyError } from '../reply';
import { argument, parseCount, parseInteger } from './arguments';
import { atLeast, between, type CommandContext, type CommandTable, exactly } from './command';
import { parseScanOptions } from './key-commands';
import type { Keyspace } from './keyspace';

type Combine = (db: Keyspace, keys: readonly ByteString[]) => Set<ByteString>;

function members(db: Keyspace, key: ByteString): Set<ByteString> {
  return db.set(key) ?? new Set();
}

const intersect: Combine = (db, keys) => {
  const [first, ...rest] = keys.map((key) => members(db, key));
  return new Set([...(first ?? [])].filter((member) => rest.every((other) => other.has(member))));
};

const unite: Combine = (db, keys) => new Set(keys.flatMap((key) => [...members(db, key)]));

const subtract: Combine = (db, keys) => {
  const [first, ...rest] = keys.map((key) => members(db, key));
  return new Set([...(first ?? [])].filter((member) => !rest.some((other) => other.has(member))));
};

function store(combine: Combine) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const data = combine(db, args.slice(1));
    if (data.size === 0) db.delete(argument(args, 0));
    else db.put(argument(args, 0), { type: 'set', data });
    return data.size;
  };
}

function pickDistinct(set: ReadonlySet<ByteString>, count: number): ByteString[] {
  const pool = [...set];
  const picked: ByteString[] = [];
  while (picked.length < count && pool.length > 0) {
    picked.push(...pool.splice(Math.floor(Math.random() * pool.length), 1));
  }
  return picked;
}

function popRandom({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const key = argument(args, 0);
  const count = args[1] === undefined ? null : parseCount(args[1]);
  const set = members(db, key);
  const picked = pickDistinct(set, count ?? 1);
  for (const member of picked) set.delete(member);
  db.dropIfEmpty(key);
  return count === null ? (picked[0] ?? null) : picked;
}

function randomMembers({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const set = members(db, argument(args, 0));
  if (args[1] === undefined) return pickDistinct(set, 1)[0] ?? null;
  const count = parseInteger(args[1]);
  if (count >= 0) return pickDistinct(set, count);
  if (set.size === 0) return [];
  // A negative count asks for that many draws with repetition.
  return Array.from({ length: -count }, () => pickDistinct(set, 1)[0] ?? null);
}

function intersectionSize({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const count = parseInteger(argument(args, 0));
  if (count < 1) throw new ReplyError('ERR numkeys should be greater than 0');
  return intersect(db, args.slice(1, 1 + count)).size;
}

/** Commands on sets. */
export const setCommands: CommandTable = {
  sadd: atLeast(2, ({ db }, args) => {
    const set = db.ensureSet(argument(args, 0));
    const before = set.size;
    for (const member of args.slice(1)) set.add(member);
    return set.size - before;
  }),
  srem: atLeast(2, ({ db }, args) => {
    const set = members(db, argument(args, 0));
    const removed = args.slice(1).filter((member) => set.delete(member)).length;
    db.dropIfEmpty(argument(args, 0));
    return removed;
  }),
  smembers: exactly(1, ({ db }, args) => [...members(db, argument(args, 0))]),
  sismember: exactly(2, ({ db }, args) => (members(db, argument(args, 0)).has(argument(args, 1)) ? 1 : 0)),
  smismember: atLeast(2, ({ db }, args) => {
    const set = members(db, argument(args, 0));
    return args.slice(1).map((member) => (set.has(member) ? 1 : 0));
  }),
  scard: exactly(1, ({ db }, args) => members(db, argument(args, 0)).size),
  spop: between(1, 2, popRandom),
  srandmember: between(1, 2, randomMembers),
  smove: exactly(3, ({ db }, args) => {
    const [from, to, member] = [argument(args, 0), argument(args, 1), argument(args, 2)];
    const source = db.set(from);
    if (source === undefined) return 0;
    // The target's type must be refused before anything is taken.
    db.set(to);
    if (!source.delete(member)) return 0;
    db.ensureSet(to).add(member);
    db.dropIfEmpty(from);
    return 1;
  }),
  sinter: atLeast(1, ({ db }, args) => [...intersect(db, args)]),
  sunion: atLeast(1, ({ db }, args) => [...unite(db, args)]),
  sdiff: atLeast(1, ({ db }, args) => [...subtract(db, args)]),
  sinterstore: atLeast(2, store(intersect)),
  sunionstore: atLeast(2, store(unite)),
  sdiffstore: atLeast(2, store(subtract)),
  sintercard: atLeast(2, intersectionSize),
  sscan: atLeast(2, ({ db }, args) => {
    const { match } = parseScanOptions(args.slice(2));
    return [
      '0',
      [...members(db, argument(args, 0))].filter((member) => match === null || match.test(member)),
    ];
  }),
};
