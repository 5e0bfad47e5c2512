import type { z } from 'zod';
import { noteEmitted } from '@/server/platform/db/client';
import type { Tx } from '@/server/platform/db/types';
import { newId } from '@/server/platform/ids';

/** A typed event: ids and facts only, never a secret, a mail address or a text that can change. */
export type EventDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> = {
  readonly name: Name;
  readonly schema: Schema;
};

/** An event as it was written to the outbox. Its id is the id Inngest will know it by. */
export type EmittedEvent = { readonly id: string; readonly name: string; readonly data: unknown };

/** Defines an event: `defineEvent('enrollment/course.completed', z.object({ … }))`. */
export function defineEvent<const Name extends string, Schema extends z.ZodType>(
  name: Name,
  schema: Schema,
): EventDefinition<Name, Schema> {
  return { name, schema };
}

/**
 * Appends an event to the outbox of this transaction: it will be published if and only if the transaction commits.
 *
 * @returns the event's id.
 * @throws ZodError when the data does not fit the definition; that is a defect of the caller.
 */
export async function emit<Name extends string, Schema extends z.ZodType>(
  tx: Tx,
  definition: EventDefinition<Name, Schema>,
  data: z.input<Schema>,
): Promise<string> {
  const id = newId();
  const facts = JSON.parse(JSON.stringify(definition.schema.parse(data)));
  await tx.outboxEvent.create({ data: { id, name: definition.name, data: facts }, select: { id: true } });
  noteEmitted(tx, { id, name: definition.name, data: facts });
  return id;
}
