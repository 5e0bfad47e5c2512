import type { ByteString, Reply } from './reply';

/** A command and its arguments as bytes; the first element is the command's name. */
export type CommandLine = readonly ByteString[];

/** What a subscriber receives. `pattern` is null for a plain channel subscription. */
export type Delivery = {
  readonly pattern: ByteString | null;
  readonly channel: ByteString;
  readonly message: ByteString;
};

/** Where commands run: an in-memory engine or a real Redis server. */
export type RedisBackend = {
  /** Runs one command; errors come back as `ReplyError` values, a rejection means the backend is unreachable. */
  execute(command: CommandLine): Promise<Reply>;
  /** Runs all commands with nothing in between, or answers one `ReplyError` when the transaction was refused. */
  transaction(commands: readonly CommandLine[]): Promise<readonly Reply[] | Error>;
  /** Delivers messages from the moment it resolves until the returned function is called. */
  subscribe(
    kind: 'subscribe' | 'psubscribe',
    names: readonly ByteString[],
    onDelivery: (delivery: Delivery) => void,
  ): Promise<() => void>;
  /** Releases timers and connections. */
  close(): Promise<void>;
};
