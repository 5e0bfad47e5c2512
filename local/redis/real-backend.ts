import { Redis } from 'ioredis';
import type { CommandLine, RedisBackend } from './backend';
import { type Reply, ReplyError, textOf } from './reply';
import { ScriptDialect } from './script-dialect';

function toReply(value: unknown): Reply {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (Buffer.isBuffer(value)) return value.toString('latin1');
  if (value instanceof Error) return new ReplyError(value.message);
  if (Array.isArray(value)) return value.map(toReply);
  return String(value);
}

/** The client reshapes replies of commands it knows by their lower-case name, e.g. HGETALL; upper case passes them through. */
function toCall(command: CommandLine): [name: string, ...args: Buffer[]] {
  const [name = '', ...args] = command;
  return [name.toUpperCase(), ...args.map((arg) => Buffer.from(arg, 'latin1'))];
}

/** Redis answers errors with an upper-case code first; everything else is the connection's. */
function isServerError(error: unknown): error is Error {
  return error instanceof Error && /^[A-Z]+ /.test(error.message);
}

/** A backend over a real Redis server: one connection for commands, one for each subscription. */
export async function createRealBackend(redisUrl: string): Promise<RedisBackend> {
  const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 2 });
  // Without a listener ioredis prints each failed attempt; the command that fails carries the same error.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const subscribers = new Set<Redis>();
  const dialect = new ScriptDialect();

  return {
    execute: async (command) => {
      const [name, ...args] = toCall(dialect.translate(command));
      try {
        const reply = toReply(await redis.callBuffer(name, ...args));
        return dialect.isLoad(command) && typeof reply === 'string' ? dialect.loadedSha(command) : reply;
      } catch (error) {
        if (isServerError(error)) return new ReplyError(error.message);
        throw error;
      }
    },
    transaction: async (commands) => {
      const transaction = redis.multi();
      for (const command of commands) {
        const [name, ...args] = toCall(dialect.translate(command));
        transaction.callBuffer(name, ...args);
      }
      try {
        const results = (await transaction.exec()) ?? [];
        return results.map(([error, value]) => toReply(error ?? value));
      } catch (error) {
        if (isServerError(error)) return error;
        throw error;
      }
    },
    subscribe: async (kind, names, onDelivery) => {
      const subscriber = redis.duplicate({ maxRetriesPerRequest: null });
      subscriber.on('error', () => undefined);
      subscribers.add(subscriber);
      subscriber.on('messageBuffer', (channel: Buffer, message: Buffer) =>
        onDelivery({
          pattern: null,
          channel: channel.toString('latin1'),
          message: message.toString('latin1'),
        }),
      );
      subscriber.on('pmessageBuffer', (pattern: Buffer, channel: Buffer, message: Buffer) =>
        onDelivery({
          pattern: pattern.toString('latin1'),
          channel: channel.toString('latin1'),
          message: message.toString('latin1'),
        }),
      );
      const channels = names.map(textOf);
      await (kind === 'subscribe' ? subscriber.subscribe(...channels) : subscriber.psubscribe(...channels));
      return () => {
        subscribers.delete(subscriber);
        subscriber.disconnect();
      };
    },
    close: async () => {
      for (const subscriber of subscribers) subscriber.disconnect();
      redis.disconnect();
    },
  };
}
