import { idOf } from './ids';

/** What row builders draw on, so that the same calls make the same rows. */
export interface FactoryContext {
  /** The time rows are made at, unless they say otherwise. */
  readonly now: Date;
  /** Returns 1, 2, 3, … separately for each entity. */
  count(entity: string): number;
  /** Returns the id of the `number`th row of an entity. */
  id(entity: string, number: number): string;
}

/** Returns a context that starts to count; contexts of different `namespace` never make the same id. */
export function createFactoryContext(options: { now: Date; namespace: string }): FactoryContext {
  const counts = new Map<string, number>();
  return {
    now: options.now,
    count(entity) {
      const number = (counts.get(entity) ?? 0) + 1;
      counts.set(entity, number);
      return number;
    },
    id: (entity, number) => idOf(`${options.namespace}/${entity}/${number}`, options.now),
  };
}

/** Columns a caller gives: those without a sensible default by duty, every other one by choice. */
export type Values<Row, Required extends keyof Row = never> = Readonly<Pick<Row, Required> & Partial<Row>>;
