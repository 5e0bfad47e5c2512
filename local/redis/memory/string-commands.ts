import { type ByteString, OK, type Reply, ReplyError } from '../reply';
import { addDecimal, argument, parseBigInteger, parseInteger, syntaxError, within64Bits } from './arguments';
import { atLeast, type CommandContext, type CommandTable, exactly } from './command';
import type { Keyspace } from './keyspace';

const MAX_STRING_BYTES = 512 * 1024 * 1024;

type Expiry = { readonly kind: 'clear' } | { readonly kind: 'keep' } | { readonly kind: 'at'; at: number };

/** The moment of an `EX | PX | EXAT | PXAT` option, in milliseconds since the epoch. @throws on zero and below */
function expiryMoment(db: Keyspace, unit: string, text: ByteString, command: string): number {
  const amount = parseInteger(text);
  if (amount <= 0) throw new ReplyError(`ERR invalid expire time in '${command}' command`);
  const inMs = unit === 'EX' || unit === 'EXAT' ? amount * 1000 : amount;
  return unit === 'EX' || unit === 'PX' ? db.now() + inMs : inMs;
}

function isExpiryUnit(word: string): boolean {
  return word === 'EX' || word === 'PX' || word === 'EXAT' || word === 'PXAT';
}

type SetOptions = { expiry: Expiry; condition: 'NX' | 'XX' | null; returnsOld: boolean };

function parseSetOptions(db: Keyspace, options: readonly ByteString[]): SetOptions {
  const parsed: SetOptions = { expiry: { kind: 'clear' }, condition: null, returnsOld: false };
  for (let index = 0; index < options.length; index += 1) {
    const word = argument(options, index).toUpperCase();
    if ((word === 'NX' || word === 'XX') && parsed.condition === null) parsed.condition = word;
    else if (word === 'GET') parsed.returnsOld = true;
    else if (word === 'KEEPTTL' && parsed.expiry.kind === 'clear') parsed.expiry = { kind: 'keep' };
    else if (isExpiryUnit(word) && parsed.expiry.kind === 'clear') {
      index += 1;
      parsed.expiry = { kind: 'at', at: expiryMoment(db, word, argument(options, index), 'set') };
    } else throw syntaxError();
  }
  return parsed;
}

function set({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const [key, data] = [argument(args, 0), argument(args, 1)];
  const options = parseSetOptions(db, args.slice(2));
  const old = options.returnsOld ? (db.string(key) ?? null) : null;
  const isBlocked = options.condition !== null && db.has(key) !== (options.condition === 'XX');
  if (isBlocked) return old;
  const { expiry } = options;
  const expiresAt =
    expiry.kind === 'at' ? expiry.at : expiry.kind === 'keep' ? (db.expiresAt(key) ?? null) : null;
  db.put(key, { type: 'string', data }, expiresAt);
  if (expiresAt !== null) db.expireAt(key, expiresAt);
  return options.returnsOld ? old : OK;
}

function setWithExpiry(unit: 'EX' | 'PX', name: string) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const at = expiryMoment(db, unit, argument(args, 1), name);
    db.put(argument(args, 0), { type: 'string', data: argument(args, 2) }, at);
    return OK;
  };
}

function getex({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const key = argument(args, 0);
  const word = args[1]?.toUpperCase();
  if (word !== undefined && word !== 'PERSIST' && !isExpiryUnit(word)) throw syntaxError();
  if (args.length > (word === undefined || word === 'PERSIST' ? 2 : 3)) throw syntaxError();
  const data = db.string(key);
  const at =
    word === undefined || word === 'PERSIST' ? null : expiryMoment(db, word, argument(args, 2), 'getex');
  if (data === undefined) return null;
  if (word !== undefined) db.expireAt(key, at);
  return data;
}

function increment(db: Keyspace, key: ByteString, by: bigint): Reply {
  const current = parseBigInteger(db.string(key) ?? '0');
  const sum = within64Bits(current + by, new ReplyError('ERR increment or decrement would overflow'));
  db.updateString(key, String(sum));
  return Number(sum);
}

function setMany(db: Keyspace, args: readonly ByteString[], name: string): void {
  if (args.length % 2 !== 0) throw new ReplyError(`ERR wrong number of arguments for '${name}' command`);
  for (let index = 0; index < args.length; index += 2) {
    db.put(argument(args, index), { type: 'string', data: argument(args, index + 1) });
  }
}

function getRange({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const [start, end] = [parseInteger(argument(args, 1)), parseInteger(argument(args, 2))];
  const data = db.string(argument(args, 0)) ?? '';
  if (start < 0 && end < 0 && start > end) return '';
  const from = Math.max(0, start < 0 ? start + data.length : start);
  // Unlike in lists, an end before the beginning still includes the first byte.
  const to = Math.max(0, end < 0 ? end + data.length : end);
  return data.slice(from, to + 1);
}

function setRange({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const [key, offset, patch] = [argument(args, 0), parseInteger(argument(args, 1)), argument(args, 2)];
  if (offset < 0) throw new ReplyError('ERR offset is out of range');
  const old = db.string(key) ?? '';
  if (patch === '') return old.length;
  if (offset + patch.length > MAX_STRING_BYTES) {
    throw new ReplyError('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
  }
  const data = old.slice(0, offset).padEnd(offset, '\0') + patch + old.slice(offset + patch.length);
  db.updateString(key, data);
  return data.length;
}

/** Commands on plain values. */
export const stringCommands: CommandTable = {
  get: exactly(1, ({ db }, args) => db.string(argument(args, 0)) ?? null),
  set: atLeast(2, set),
  setex: exactly(3, setWithExpiry('EX', 'setex')),
  psetex: exactly(3, setWithExpiry('PX', 'psetex')),
  setnx: exactly(2, ({ db }, args) => {
    if (db.has(argument(args, 0))) return 0;
    db.put(argument(args, 0), { type: 'string', data: argument(args, 1) });
    return 1;
  }),
  getset: exactly(2, ({ db }, args) => {
    const old = db.string(argument(args, 0)) ?? null;
    db.put(argument(args, 0), { type: 'string', data: argument(args, 1) });
    return old;
  }),
  getdel: exactly(1, ({ db }, args) => {
    const old = db.string(argument(args, 0)) ?? null;
    db.delete(argument(args, 0));
    return old;
  }),
  getex: atLeast(1, getex),
  append: exactly(2, ({ db }, args) => {
    const data = (db.string(argument(args, 0)) ?? '') + argument(args, 1);
    db.updateString(argument(args, 0), data);
    return data.length;
  }),
  strlen: exactly(1, ({ db }, args) => (db.string(argument(args, 0)) ?? '').length),
  getrange: exactly(3, getRange),
  setrange: exactly(3, setRange),
  incr: exactly(1, ({ db }, args) => increment(db, argument(args, 0), 1n)),
  decr: exactly(1, ({ db }, args) => increment(db, argument(args, 0), -1n)),
  incrby: exactly(2, ({ db }, args) => increment(db, argument(args, 0), parseBigInteger(argument(args, 1)))),
  decrby: exactly(2, ({ db }, args) => increment(db, argument(args, 0), -parseBigInteger(argument(args, 1)))),
  incrbyfloat: exactly(2, ({ db }, args) => {
    const sum = addDecimal(db.string(argument(args, 0)) ?? '0', argument(args, 1));
    db.updateString(argument(args, 0), sum);
    return sum;
  }),
  mget: atLeast(1, ({ db }, args) =>
    args.map((key) => {
      const value = db.value(key);
      return value?.type === 'string' ? value.data : null;
    }),
  ),
  mset: atLeast(2, ({ db }, args) => {
    setMany(db, args, 'mset');
    return OK;
  }),
  msetnx: atLeast(2, ({ db }, args) => {
    if (args.some((key, index) => index % 2 === 0 && db.has(key))) return 0;
    setMany(db, args, 'msetnx');
    return 1;
  }),
};
