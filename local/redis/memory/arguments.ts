import { type ByteString, ReplyError } from '../reply';

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The error of a malformed command. */
export function syntaxError(): ReplyError {
  return new ReplyError('ERR syntax error');
}

/** The argument at `index`. @throws a syntax error when the command is too short. */
export function argument(args: readonly ByteString[], index: number): ByteString {
  const value = args[index];
  if (value === undefined) throw syntaxError();
  return value;
}

/** A signed 64-bit integer exactly as Redis reads one: no spaces, no leading plus, no leading zeros. */
export function parseBigInteger(text: ByteString): bigint {
  if (!/^(0|-?[1-9]\d{0,18})$/.test(text)) throw notAnInteger();
  return within64Bits(BigInt(text), notAnInteger());
}

/** `value` when it fits 64 bits. @throws `error` otherwise. */
export function within64Bits(value: bigint, error: ReplyError): bigint {
  if (value < INT64_MIN || value > INT64_MAX) throw error;
  return value;
}

/** A 64-bit integer as a number, for counts, offsets and times. */
export function parseInteger(text: ByteString): number {
  return Number(parseBigInteger(text));
}

/** A non-negative count. */
export function parseCount(text: ByteString): number {
  const count = parseInteger(text);
  if (count < 0) throw new ReplyError('ERR value is out of range, must be positive');
  return count;
}

/** A double, including `inf`, `+inf` and `-inf`. @throws when it is not a number. */
export function parseDouble(text: ByteString, message = 'ERR value is not a valid float'): number {
  if (/^\+?inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-inf(inity)?$/i.test(text)) return Number.NEGATIVE_INFINITY;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new ReplyError(message);
  return Number(text);
}

/** A score as Redis prints it: shortest form that reads back the same, `inf` and `-inf` for infinities. */
export function formatDouble(value: number): ByteString {
  if (value === Number.POSITIVE_INFINITY) return 'inf';
  if (value === Number.NEGATIVE_INFINITY) return '-inf';
  if (Object.is(value, -0)) return '-0';
  return String(value);
}

/** The sum for INCRBYFLOAT: rounded to fifteen digits, where Redis' long doubles show no binary noise either. */
export function addDecimal(current: ByteString, increment: ByteString): ByteString {
  const sum = parseDouble(current) + parseDouble(increment);
  if (!Number.isFinite(sum)) throw new ReplyError('ERR increment would produce NaN or Infinity');
  return String(Number(sum.toPrecision(15)));
}

/** Whether `text` is the keyword `word`, in any case. */
export function isKeyword(text: ByteString | undefined, word: string): boolean {
  return text !== undefined && text.toUpperCase() === word;
}

/** The slice bounds of an inclusive Redis range over `length` items, or null when it is empty. */
export function resolveRange(
  start: number,
  stop: number,
  length: number,
): { from: number; to: number } | null {
  const from = Math.max(0, start < 0 ? start + length : start);
  const to = Math.min(length - 1, stop < 0 ? stop + length : stop);
  return from > to ? null : { from, to: to + 1 };
}

function notAnInteger(): ReplyError {
  return new ReplyError('ERR value is not an integer or out of range');
}
