import type { Conn, Tx } from '@/server/platform/db';

/** Rows of one kind that belong to a person, as the copy of their data has them. */
export type PersonalArea = {
  /** Name of its file, without `.json`. */
  readonly name: string;
  /** Tables whose rows are in it. */
  readonly tables: readonly string[];
  /** Yields everything of a person, a bounded page at a time, without secrets and without other people. */
  readonly pages: (conn: Conn, userId: string) => AsyncIterable<readonly object[]>;
};

/** Removes what one domain knows of a person. Doing it again changes nothing. */
export type Eraser = (tx: Tx, userId: string) => Promise<void>;

/** Rows read at once. */
const pageSize = 200;

/** Yields a person's rows in the order of their ids, page by page. */
export async function* pagesById<Row extends { readonly id: string }>(
  read: (page: { readonly after: { readonly gt?: string }; readonly take: number }) => Promise<Row[]>,
): AsyncGenerator<readonly Row[]> {
  let after: { gt?: string } = {};
  for (;;) {
    const rows = await read({ after, take: pageSize });
    yield rows;
    const last = rows.at(-1);
    if (rows.length < pageSize || last === undefined) return;
    after = { gt: last.id };
  }
}

/** Yields the rows of a read that is bounded by itself: one row of a person, or a handful. */
export async function* onePage<Row extends object>(read: Promise<Row | null | readonly Row[]>) {
  const found: Row | null | readonly Row[] = await read;
  yield found === null ? [] : [found].flat();
}
