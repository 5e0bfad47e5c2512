import type { ByteString, Reply } from '../reply';
import type { Keyspace } from './keyspace';

/** What a command may reach. */
export type CommandContext = {
  readonly db: Keyspace;
  /** Hands a message to every matching subscriber and answers how many there were. */
  publish(channel: ByteString, message: ByteString): number;
};

/** One command of the in-memory engine. */
export type Command = {
  /** Fewest arguments after the name. */
  readonly min: number;
  /** Most arguments after the name; unbounded when absent. */
  readonly max?: number;
  run(context: CommandContext, args: readonly ByteString[]): Reply;
};

/** A table from lower-case command name to implementation. */
export type CommandTable = Readonly<Record<string, Command>>;

/** A command with exactly `count` arguments. */
export function exactly(count: number, run: Command['run']): Command {
  return { min: count, max: count, run };
}

/** A command with at least `min` arguments. */
export function atLeast(min: number, run: Command['run']): Command {
  return { min, run };
}

/** A command with between `min` and `max` arguments. */
export function between(min: number, max: number, run: Command['run']): Command {
  return { min, max, run };
}
