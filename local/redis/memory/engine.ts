import { type ByteString, bytesOf, OK, type Reply, ReplyError, Status } from '../reply';
import { argument, isKeyword, parseInteger } from './arguments';
import { atLeast, between, type Command, type CommandContext, exactly } from './command';
import { hashCommands } from './hash-commands';
import { keyCommands } from './key-commands';
import { Keyspace } from './keyspace';
import { listCommands } from './list-commands';
import { ScriptEngine } from './script-engine';
import { setCommands } from './set-commands';
import { sortedSetCommands } from './sorted-set-commands';
import { stringCommands } from './string-commands';

/** A Redis that lives in this process: commands run one at a time, so each one and each script is atomic. */
export class MemoryEngine {
  readonly #context: CommandContext;
  readonly #commands: ReadonlyMap<string, Command>;
  readonly #scripts: ScriptEngine;

  /** @param now milliseconds since the epoch */
  constructor(now: () => number, publish: CommandContext['publish']) {
    this.#context = { db: new Keyspace(now), publish };
    this.#scripts = new ScriptEngine((command) => this.execute(command));
    this.#commands = new Map(
      Object.entries({
        ...stringCommands,
        ...keyCommands,
        ...hashCommands,
        ...listCommands,
        ...setCommands,
        ...sortedSetCommands,
        ...connectionCommands,
        ...scriptCommands(this.#scripts),
      }),
    );
  }

  /** Runs one command. Errors are returned, never thrown. */
  execute(command: readonly ByteString[]): Reply {
    const refusal = this.refusal(command);
    if (refusal !== null) return refusal;
    try {
      const [name = '', ...args] = command;
      return this.#commands.get(name.toLowerCase())?.run(this.#context, args) ?? null;
    } catch (error) {
      if (error instanceof ReplyError) return error;
      throw error;
    }
  }

  /** Why a command cannot even be queued, or null when it can. */
  refusal(command: readonly ByteString[]): ReplyError | null {
    const name = (command[0] ?? '').toLowerCase();
    const known = this.#commands.get(name);
    const count = command.length - 1;
    if (known === undefined) {
      return new ReplyError(
        `ERR unknown command '${name}', with args beginning with: ${firstArguments(command)}`,
      );
    }
    if (count < known.min || count > (known.max ?? Number.POSITIVE_INFINITY)) {
      return new ReplyError(`ERR wrong number of arguments for '${name}' command`);
    }
    return null;
  }

  /** Frees expired keys that nobody reads. */
  sweep(): void {
    this.#context.db.sweep();
  }
}

function firstArguments(command: readonly ByteString[]): string {
  return command
    .slice(1, 4)
    .map((text) => `'${text.slice(0, 128)}' `)
    .join('');
}

const connectionCommands: Readonly<Record<string, Command>> = {
  ping: between(0, 1, (_, args) => args[0] ?? new Status('PONG')),
  echo: exactly(1, (_, args) => argument(args, 0)),
  time: exactly(0, ({ db }) => {
    const now = db.now();
    return [bytesOf(String(Math.floor(now / 1000))), bytesOf(String(Math.round((now % 1000) * 1000)))];
  }),
  publish: exactly(2, ({ publish }, args) => publish(argument(args, 0), argument(args, 1))),
};

function scriptCommands(scripts: ScriptEngine): Readonly<Record<string, Command>> {
  const run = (sha: string, args: readonly ByteString[]): Reply => {
    const count = parseInteger(argument(args, 1));
    if (count < 0) throw new ReplyError("ERR Number of keys can't be negative");
    if (count > args.length - 2)
      throw new ReplyError("ERR Number of keys can't be greater than number of args");
    return scripts.run(sha, args.slice(2, 2 + count), args.slice(2 + count));
  };
  const evaluate = atLeast(2, (_, args) => run(scripts.load(argument(args, 0)), args));
  const evaluateSha = atLeast(2, (_, args) => run(argument(args, 0), args));
  const script = atLeast(1, (_, args) => {
    if (isKeyword(args[0], 'LOAD') && args.length === 2) return scripts.load(argument(args, 1));
    if (isKeyword(args[0], 'EXISTS') && args.length > 1)
      return args.slice(1).map((sha) => (scripts.has(sha) ? 1 : 0));
    if (isKeyword(args[0], 'FLUSH')) {
      scripts.flush();
      return OK;
    }
    throw new ReplyError(`ERR unknown subcommand or wrong number of arguments for '${args[0] ?? ''}'`);
  });
  return { eval: evaluate, eval_ro: evaluate, evalsha: evaluateSha, evalsha_ro: evaluateSha, script };
}
