import { type ByteString, OK, type Reply, ReplyError, Status } from '../reply';
import { argument, isKeyword, parseInteger, syntaxError } from './arguments';
import { atLeast, between, type CommandContext, type CommandTable, exactly } from './command';
import { globToRegExp } from './glob';
import type { Keyspace, Value } from './keyspace';
import { SortedSet } from './sorted-set';

function mayExpire(db: Keyspace, key: ByteString, at: number, conditions: ReadonlySet<string>): boolean {
  const current = db.expiresAt(key) ?? null;
  if (conditions.has('NX') && current !== null) return false;
  if (conditions.has('XX') && current === null) return false;
  // A key without expiry counts as living for ever.
  if (conditions.has('GT') && at <= (current ?? Number.POSITIVE_INFINITY)) return false;
  return !(conditions.has('LT') && at >= (current ?? Number.POSITIVE_INFINITY));
}

function parseExpireConditions(options: readonly ByteString[]): ReadonlySet<string> {
  const conditions = new Set(options.map((option) => option.toUpperCase()));
  for (const condition of conditions) {
    if (!['NX', 'XX', 'GT', 'LT'].includes(condition)) {
      throw new ReplyError(`ERR Unsupported option ${condition}`);
    }
  }
  if (conditions.has('NX') && conditions.size > 1) {
    throw new ReplyError('ERR NX and XX, GT or LT options at the same time are not compatible');
  }
  if (conditions.has('GT') && conditions.has('LT')) {
    throw new ReplyError('ERR GT and LT options at the same time are not compatible');
  }
  return conditions;
}

function expire(unitMs: number, isRelative: boolean) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const key = argument(args, 0);
    const at = parseInteger(argument(args, 1)) * unitMs + (isRelative ? db.now() : 0);
    const conditions = parseExpireConditions(args.slice(2));
    if (!db.has(key) || !mayExpire(db, key, at, conditions)) return 0;
    db.expireAt(key, at);
    return 1;
  };
}

function timeToLive(unitMs: number, isRelative: boolean) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const at = db.expiresAt(argument(args, 0));
    if (at === undefined) return -2;
    if (at === null) return -1;
    return Math.round((isRelative ? at - db.now() : at) / unitMs);
  };
}

function rename({ db }: CommandContext, args: readonly ByteString[]): void {
  const [from, to] = [argument(args, 0), argument(args, 1)];
  const value = db.value(from);
  if (value === undefined) throw new ReplyError('ERR no such key');
  const expiresAt = db.expiresAt(from) ?? null;
  db.delete(from);
  db.put(to, value, expiresAt);
}

function duplicate(value: Value): Value {
  if (value.type === 'hash') return { type: 'hash', data: new Map(value.data) };
  if (value.type === 'list') return { type: 'list', data: [...value.data] };
  if (value.type === 'set') return { type: 'set', data: new Set(value.data) };
  if (value.type === 'string') return { type: 'string', data: value.data };
  const data = new SortedSet();
  for (const { member, score } of value.data.ordered) data.set(member, score);
  return { type: 'zset', data };
}

function copy({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const [from, to, option] = [argument(args, 0), argument(args, 1), args[2]];
  if (option !== undefined && !isKeyword(option, 'REPLACE')) throw syntaxError();
  const value = db.value(from);
  if (from === to) throw new ReplyError('ERR source and destination objects are the same');
  if (value === undefined || (option === undefined && db.has(to))) return 0;
  db.put(to, duplicate(value), db.expiresAt(from) ?? null);
  return 1;
}

/** The `MATCH` and `TYPE` filters of a SCAN; `COUNT` is a hint the engine does not need. */
export function parseScanOptions(options: readonly ByteString[]): {
  match: RegExp | null;
  type: string | null;
} {
  let match: RegExp | null = null;
  let type: string | null = null;
  for (let index = 0; index < options.length; index += 2) {
    const value = argument(options, index + 1);
    if (isKeyword(options[index], 'MATCH')) match = globToRegExp(value);
    else if (isKeyword(options[index], 'TYPE')) type = value.toLowerCase();
    else if (isKeyword(options[index], 'COUNT')) {
      if (parseInteger(value) < 1) throw syntaxError();
    } else throw syntaxError();
  }
  return { match, type };
}

function scan({ db }: CommandContext, args: readonly ByteString[]): Reply {
  if (!/^\d+$/.test(argument(args, 0))) throw new ReplyError('ERR invalid cursor');
  const { match, type } = parseScanOptions(args.slice(1));
  const keys = db.keys().filter((key) => {
    if (match !== null && !match.test(key)) return false;
    return type === null || db.value(key)?.type === type;
  });
  // One page holds everything: the contract allows it, and no key can be missed or repeated.
  return ['0', keys];
}

function removeAll({ db }: CommandContext, args: readonly ByteString[]): Reply {
  return args.filter((key) => db.delete(key)).length;
}

function countExisting({ db }: CommandContext, args: readonly ByteString[]): Reply {
  return args.filter((key) => db.has(key)).length;
}

/** Commands on keys of any type. */
export const keyCommands: CommandTable = {
  del: atLeast(1, removeAll),
  unlink: atLeast(1, removeAll),
  exists: atLeast(1, countExisting),
  touch: atLeast(1, countExisting),
  type: exactly(1, ({ db }, args) => new Status(db.value(argument(args, 0))?.type ?? 'none')),
  expire: atLeast(2, expire(1000, true)),
  pexpire: atLeast(2, expire(1, true)),
  expireat: atLeast(2, expire(1000, false)),
  pexpireat: atLeast(2, expire(1, false)),
  ttl: exactly(1, timeToLive(1000, true)),
  pttl: exactly(1, timeToLive(1, true)),
  expiretime: exactly(1, timeToLive(1000, false)),
  pexpiretime: exactly(1, timeToLive(1, false)),
  persist: exactly(1, ({ db }, args) => {
    if (typeof db.expiresAt(argument(args, 0)) !== 'number') return 0;
    db.expireAt(argument(args, 0), null);
    return 1;
  }),
  rename: exactly(2, (context, args) => {
    rename(context, args);
    return OK;
  }),
  renamenx: exactly(2, (context, args) => {
    if (!context.db.has(argument(args, 0))) throw new ReplyError('ERR no such key');
    if (context.db.has(argument(args, 1))) return 0;
    rename(context, args);
    return 1;
  }),
  copy: between(2, 3, copy),
  keys: exactly(1, ({ db }, args) => {
    const pattern = globToRegExp(argument(args, 0));
    return db.keys().filter((key) => pattern.test(key));
  }),
  scan: atLeast(1, scan),
  randomkey: exactly(0, ({ db }) => {
    const keys = db.keys();
    return keys[Math.floor(Math.random() * keys.length)] ?? null;
  }),
  dbsize: exactly(0, ({ db }) => db.size),
  flushdb: between(0, 1, ({ db }) => {
    db.clear();
    return OK;
  }),
  flushall: between(0, 1, ({ db }) => {
    db.clear();
    return OK;
  }),
};
