import type { z } from 'zod';
import { type Change, type Journal, openJournal } from './journal';

interface Pending {
  changes: Change[];
  undo: (() => void)[];
}

/** Rows of one kind, in the order they were created; a row is replaced, never changed in place. */
export class Table<Row extends { id: string }> {
  readonly #rows = new Map<string, Row>();

  constructor(
    readonly name: string,
    private readonly schema: z.ZodType<Row>,
    private readonly stage: (change: Change, undo: () => void) => void,
  ) {}

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Every row, newest first. */
  all(): Row[] {
    return [...this.#rows.values()].reverse();
  }

  /** Writes a row within the running transaction and answers it. */
  put(row: Row): Row {
    const before = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    this.stage({ table: this.name, id: row.id, row }, () => {
      if (before) this.#rows.set(row.id, before);
      else this.#rows.delete(row.id);
    });
    return row;
  }

  /** Removes a row within the running transaction. */
  remove(id: string): void {
    const before = this.#rows.get(id);
    if (!before) return;
    this.#rows.delete(id);
    this.stage({ table: this.name, id }, () => this.#rows.set(id, before));
  }

  /** Takes over a change read from the journal. */
  load(change: Change): void {
    if (change.row === undefined) this.#rows.delete(change.id);
    else this.#rows.set(change.id, this.schema.parse(change.row));
  }

  /** Drops rows without a trace in the journal; only between reading it and rewriting it. */
  forget(isStale: (row: Row) => boolean): void {
    for (const [id, row] of this.#rows) if (isStale(row)) this.#rows.delete(id);
  }

  snapshot(): Change[] {
    return [...this.#rows].map(([id, row]) => ({ table: this.name, id, row }));
  }
}

/** What {@link Tables} needs of a table, whatever its rows are. */
type AnyTable = Pick<Table<{ id: string }>, 'load' | 'name' | 'snapshot'>;

/**
 * Tables in memory with one journal on disk, for a stand-in's state of some ten thousand rows.
 *
 * `transaction` is synchronous: nothing else runs in between, so what it reads is what it changes, and its
 * changes reach the journal as one line before it returns. A subclass declares its tables as fields and opens
 * the journal at the end of its constructor.
 */
export abstract class Tables {
  #pending: Pending | undefined;
  #journal: Journal | undefined;
  readonly #tables = new Map<string, AnyTable>();
  readonly #listeners: (() => void)[] = [];

  /** Runs `work` and keeps all of its changes, or none when it throws. */
  transaction<T>(work: () => T): T {
    if (this.#pending) throw new Error('Transactions do not nest');
    const pending: Pending = { changes: [], undo: [] };
    this.#pending = pending;
    let result: T;
    try {
      result = work();
      if (pending.changes.length > 0) this.#openJournal.append(pending.changes);
    } catch (error) {
      for (const undo of pending.undo.reverse()) undo();
      throw error;
    } finally {
      this.#pending = undefined;
    }
    if (pending.changes.length > 0) for (const listener of this.#listeners) listener();
    return result;
  }

  /** Calls `listener` after every transaction that changed something. */
  onCommit(listener: () => void): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }

  protected table<Row extends { id: string }>(name: string, schema: z.ZodType<Row>): Table<Row> {
    const table = new Table(name, schema, (change, undo) => {
      if (!this.#pending) throw new Error(`Write to ${name} outside a transaction`);
      this.#pending.changes.push(change);
      this.#pending.undo.push(undo);
    });
    this.#tables.set(name, table);
    return table;
  }

  /** Reads the journal at `path`, lets `forget` drop what is too old, and writes the rest back as one batch. */
  protected open(path: string, forget: () => void): void {
    const journal = openJournal(path, (batch) => {
      for (const change of batch) this.#tables.get(change.table)?.load(change);
    });
    forget();
    journal.rewrite([...this.#tables.values()].flatMap((table) => table.snapshot()));
    this.#journal = journal;
  }

  get #openJournal(): Journal {
    if (!this.#journal) throw new Error('The journal is closed');
    return this.#journal;
  }
}
