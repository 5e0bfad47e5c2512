import { EventType, Inngest } from 'inngest';
import type { z } from 'zod';
import type { EventDefinition } from '@/server/platform/events';
import { log } from '@/server/platform/log';
import type { PublishableEvent } from '@/server/platform/outbox';

type Line = (...parts: unknown[]) => void;

function line(level: 'debug' | 'info' | 'warn' | 'error'): Line {
  return (...parts) => {
    const [first, ...rest] = parts;
    if (typeof first === 'object') log()[level]({ detail: first }, rest.map(String).join(' '));
    else log()[level](parts.map(String).join(' '));
  };
}

/**
 * The Inngest client. Its keys and address come from `INNGEST_EVENT_KEY`, `INNGEST_SIGNING_KEY` and `INNGEST_BASE_URL`,
 * which the SDK reads at first use, so that building the app needs none of them.
 */
export const inngest = new Inngest({
  id: 'lyceum',
  isDev: false,
  logger: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
});

/** Makes one of our events the trigger of a function; the function's `event.data` has the event's type. */
export function on<
  Name extends string,
  Schema extends z.ZodType<Record<string, unknown>, Record<string, unknown>>,
>(definition: EventDefinition<Name, Schema>) {
  return new EventType({ name: definition.name, schema: definition.schema });
}

/** Hands outbox events to Inngest; their ids let it drop what it has seen. */
export async function publishToInngest(events: readonly PublishableEvent[]): Promise<void> {
  await inngest.send(events.map(({ id, name, data, ts }) => ({ id, name, data, ts })));
}
