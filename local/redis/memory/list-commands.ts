import { type ByteString, OK, type Reply, ReplyError } from '../reply';
import { argument, isKeyword, parseCount, parseInteger, resolveRange, syntaxError } from './arguments';
import { atLeast, between, type CommandContext, type CommandTable, exactly } from './command';
import type { Keyspace } from './keyspace';

type End = 'left' | 'right';

function push(db: Keyspace, key: ByteString, values: readonly ByteString[], end: End): number {
  const list = db.ensureList(key);
  if (end === 'left') list.unshift(...[...values].reverse());
  else list.push(...values);
  return list.length;
}

function pop(end: End) {
  return ({ db }: CommandContext, args: readonly ByteString[]): Reply => {
    const key = argument(args, 0);
    const count = args[1] === undefined ? null : parseCount(args[1]);
    const list = db.list(key);
    if (list === undefined) return null;
    const taken =
      end === 'left'
        ? list.splice(0, count ?? 1)
        : list.splice(Math.max(0, list.length - (count ?? 1))).reverse();
    db.dropIfEmpty(key);
    return count === null ? (taken[0] ?? null) : taken;
  };
}

function parseEnd(text: ByteString): End {
  if (isKeyword(text, 'LEFT')) return 'left';
  if (isKeyword(text, 'RIGHT')) return 'right';
  throw syntaxError();
}

function move(db: Keyspace, from: ByteString, to: ByteString, fromEnd: End, toEnd: End): Reply {
  const source = db.list(from);
  if (source === undefined) return null;
  // The target's type must be refused before anything is taken.
  db.list(to);
  const taken = fromEnd === 'left' ? source.shift() : source.pop();
  if (taken === undefined) return null;
  push(db, to, [taken], toEnd);
  db.dropIfEmpty(from);
  return taken;
}

function removeMatching({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const [key, count, element] = [argument(args, 0), parseInteger(argument(args, 1)), argument(args, 2)];
  const list = db.list(key) ?? [];
  let left = count === 0 ? list.length : Math.abs(count);
  const before = list.length;
  const step = count < 0 ? -1 : 1;
  for (let index = step < 0 ? list.length - 1 : 0; left > 0 && index >= 0 && index < list.length; ) {
    if (list[index] === element) {
      list.splice(index, 1);
      left -= 1;
      if (step < 0) index -= 1;
    } else index += step;
  }
  db.dropIfEmpty(key);
  return before - list.length;
}

function insert({ db }: CommandContext, args: readonly ByteString[]): Reply {
  const isBefore = isKeyword(args[1], 'BEFORE');
  if (!isBefore && !isKeyword(args[1], 'AFTER')) throw syntaxError();
  const list = db.list(argument(args, 0));
  if (list === undefined) return 0;
  const pivot = list.indexOf(argument(args, 2));
  if (pivot < 0) return -1;
  list.splice(isBefore ? pivot : pivot + 1, 0, argument(args, 3));
  return list.length;
}

function absoluteIndex(list: readonly ByteString[], text: ByteString): number {
  const index = parseInteger(text);
  return index < 0 ? index + list.length : index;
}

/** Commands on lists. Blocking forms do not exist over HTTP. */
export const listCommands: CommandTable = {
  lpush: atLeast(2, ({ db }, args) => push(db, argument(args, 0), args.slice(1), 'left')),
  rpush: atLeast(2, ({ db }, args) => push(db, argument(args, 0), args.slice(1), 'right')),
  lpushx: atLeast(2, ({ db }, args) =>
    db.list(argument(args, 0)) === undefined ? 0 : push(db, argument(args, 0), args.slice(1), 'left'),
  ),
  rpushx: atLeast(2, ({ db }, args) =>
    db.list(argument(args, 0)) === undefined ? 0 : push(db, argument(args, 0), args.slice(1), 'right'),
  ),
  lpop: between(1, 2, pop('left')),
  rpop: between(1, 2, pop('right')),
  llen: exactly(1, ({ db }, args) => db.list(argument(args, 0))?.length ?? 0),
  lrange: exactly(3, ({ db }, args) => {
    const list = db.list(argument(args, 0)) ?? [];
    const range = resolveRange(parseInteger(argument(args, 1)), parseInteger(argument(args, 2)), list.length);
    return range === null ? [] : list.slice(range.from, range.to);
  }),
  lindex: exactly(2, ({ db }, args) => {
    const list = db.list(argument(args, 0));
    if (list === undefined) return null;
    return list[absoluteIndex(list, argument(args, 1))] ?? null;
  }),
  lset: exactly(3, ({ db }, args) => {
    const list = db.list(argument(args, 0));
    if (list === undefined) throw new ReplyError('ERR no such key');
    const index = absoluteIndex(list, argument(args, 1));
    if (index < 0 || index >= list.length) throw new ReplyError('ERR index out of range');
    list[index] = argument(args, 2);
    return OK;
  }),
  lrem: exactly(3, removeMatching),
  ltrim: exactly(3, ({ db }, args) => {
    const list = db.list(argument(args, 0)) ?? [];
    const range = resolveRange(parseInteger(argument(args, 1)), parseInteger(argument(args, 2)), list.length);
    const kept = range === null ? [] : list.slice(range.from, range.to);
    list.splice(0, list.length, ...kept);
    db.dropIfEmpty(argument(args, 0));
    return OK;
  }),
  linsert: exactly(4, insert),
  lmove: exactly(4, ({ db }, args) =>
    move(db, argument(args, 0), argument(args, 1), parseEnd(argument(args, 2)), parseEnd(argument(args, 3))),
  ),
  rpoplpush: exactly(2, ({ db }, args) => move(db, argument(args, 0), argument(args, 1), 'right', 'left')),
};
