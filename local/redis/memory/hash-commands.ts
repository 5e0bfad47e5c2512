import { type ByteString, OK, type Reply, ReplyError } from '../reply';
import { addDecimal, argument, parseBigInteger, within64Bits } from './arguments';
import { atLeast, type CommandContext, type CommandTable, exactly } from './command';
import { parseScanOptions } from './key-commands';

function setFields({ db }: CommandContext, args: readonly ByteString[], name: string): number {
  if (args.length % 2 !== 1) throw new ReplyError(`ERR wrong number of arguments for '${name}' command`);
  const hash = db.ensureHash(argument(args, 0));
  let added = 0;
  for (let index = 1; index < args.length; index += 2) {
    if (!hash.has(argument(args, index))) added += 1;
    hash.set(argument(args, index), argument(args, index + 1));
  }
  return added;
}

function incrementField({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const [key, field, by] = [argument(args, 0), argument(args, 1), parseBigInteger(argument(args, 2))];
  const text = db.hash(key)?.get(field) ?? '0';
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) throw new ReplyError('ERR hash value is not an integer');
  const overflow = new ReplyError('ERR increment or decrement would overflow');
  const sum = within64Bits(BigInt(text) + by, overflow);
  db.ensureHash(key).set(field, String(sum));
  return Number(sum);
}

function scanHash({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const { match } = parseScanOptions(args.slice(2));
  const entries = [...(db.hash(argument(args, 0)) ?? [])];
  return ['0', entries.filter(([field]) => match === null || match.test(field)).flat()];
}

/** Commands on hashes. */
export const hashCommands: CommandTable = {
  hset: atLeast(3, (context, args) => setFields(context, args, 'hset')),
  hmset: atLeast(3, (context, args) => {
    setFields(context, args, 'hmset');
    return OK;
  }),
  hsetnx: exactly(3, ({ db }, args) => {
    if (db.hash(argument(args, 0))?.has(argument(args, 1)) === true) return 0;
    db.ensureHash(argument(args, 0)).set(argument(args, 1), argument(args, 2));
    return 1;
  }),
  hget: exactly(2, ({ db }, args) => db.hash(argument(args, 0))?.get(argument(args, 1)) ?? null),
  hmget: atLeast(2, ({ db }, args) => {
    const hash = db.hash(argument(args, 0));
    return args.slice(1).map((field) => hash?.get(field) ?? null);
  }),
  hgetall: exactly(1, ({ db }, args) => [...(db.hash(argument(args, 0)) ?? [])].flat()),
  hdel: atLeast(2, ({ db }, args) => {
    const hash = db.hash(argument(args, 0));
    const removed = args.slice(1).filter((field) => hash?.delete(field) === true).length;
    db.dropIfEmpty(argument(args, 0));
    return removed;
  }),
  hexists: exactly(2, ({ db }, args) =>
    db.hash(argument(args, 0))?.has(argument(args, 1)) === true ? 1 : 0,
  ),
  hkeys: exactly(1, ({ db }, args) => [...(db.hash(argument(args, 0))?.keys() ?? [])]),
  hvals: exactly(1, ({ db }, args) => [...(db.hash(argument(args, 0))?.values() ?? [])]),
  hlen: exactly(1, ({ db }, args) => db.hash(argument(args, 0))?.size ?? 0),
  hstrlen: exactly(2, ({ db }, args) => (db.hash(argument(args, 0))?.get(argument(args, 1)) ?? '').length),
  hincrby: exactly(3, incrementField),
  hincrbyfloat: exactly(3, ({ db }, args) => {
    const [key, field] = [argument(args, 0), argument(args, 1)];
    const sum = addDecimal(db.hash(key)?.get(field) ?? '0', argument(args, 2));
    db.ensureHash(key).set(field, sum);
    return sum;
  }),
  hscan: atLeast(2, scanHash),
};
