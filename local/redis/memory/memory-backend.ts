import type { CommandLine, Delivery, RedisBackend } from '../backend';
import { type ByteString, ReplyError } from '../reply';
import { MemoryEngine } from './engine';
import { globToRegExp } from './glob';

const SWEEP_INTERVAL_MS = 10_000;

type Subscription = {
  readonly pattern: ByteString | null;
  readonly matches: (channel: ByteString) => boolean;
  readonly onDelivery: (delivery: Delivery) => void;
};

function subscription(
  kind: 'subscribe' | 'psubscribe',
  name: ByteString,
  onDelivery: Subscription['onDelivery'],
): Subscription {
  if (kind === 'subscribe') return { pattern: null, matches: (channel) => channel === name, onDelivery };
  const glob = globToRegExp(name);
  return { pattern: name, matches: (channel) => glob.test(channel), onDelivery };
}

/** A backend in this process: exact Redis semantics for the commands it has, gone when the process ends. */
export function createMemoryBackend(now: () => number = Date.now): RedisBackend {
  const subscriptions = new Set<Subscription>();
  const publish = (channel: ByteString, message: ByteString): number => {
    const receivers = [...subscriptions].filter(({ matches }) => matches(channel));
    for (const { pattern, onDelivery } of receivers) onDelivery({ pattern, channel, message });
    return receivers.length;
  };
  const engine = new MemoryEngine(now, publish);
  const sweeper = setInterval(() => engine.sweep(), SWEEP_INTERVAL_MS);
  sweeper.unref();

  return {
    execute: async (command) => engine.execute(command),
    transaction: async (commands: readonly CommandLine[]) => {
      const refusal = commands.map((command) => engine.refusal(command)).find((error) => error !== null);
      if (refusal !== undefined) {
        return new ReplyError(`EXECABORT Transaction discarded because of: ${refusal.message}`);
      }
      return commands.map((command) => engine.execute(command));
    },
    subscribe: async (kind, names, onDelivery) => {
      const added = names.map((name) => subscription(kind, name, onDelivery));
      for (const item of added) subscriptions.add(item);
      return () => {
        for (const item of added) subscriptions.delete(item);
      };
    },
    close: async () => {
      clearInterval(sweeper);
      subscriptions.clear();
    },
  };
}
