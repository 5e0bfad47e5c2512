import type { z } from 'zod';
import type { Table } from '@/local/durable/tables';
import { type ApiError, refused, resourceMissing } from './api-error';
import type { FormTree } from './form';
import { type moments, parseParams } from './params';
import type { Scope } from './scope';

/** One API request, decoded. */
export interface Call extends Scope {
  params: FormTree;
  path: string;
}

/** An object of the API as it goes onto the wire. */
export type Wire = Readonly<Record<string, unknown>>;

/**
 * One endpoint: `:id` in `path` stands for an identifier, handed to `handle`. An error that is thrown undoes what
 * was written; one that is returned (a declined card) is answered after it was kept.
 */
export interface Route {
  method: 'DELETE' | 'GET' | 'POST';
  path: string;
  handle: (call: Call, id: string) => ApiError | Wire;
}

/** The row, or Stripe's "No such …" error. `param` names where the identifier came from. */
export function need<Row extends { id: string; deleted?: true | undefined }>(
  table: Table<Row>,
  kind: string,
  id: string,
  param = 'id',
): Row {
  const row = table.get(id);
  if (!row || row.deleted) throw resourceMissing(kind, id, param);
  return row;
}

interface Cursor {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

/**
 * One page of `rows`, which come in the order of the list.
 *
 * @throws {ApiError} when a cursor names no row of the list
 */
export function page<Row extends { id: string }>(
  call: Call,
  rows: readonly Row[],
  cursor: Cursor,
  render: (row: Row) => Wire = (row) => row,
): Wire {
  const limit = cursor.limit ?? 10;
  const position = (id: string, param: string) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index < 0) throw refused(`No such object: '${id}'`, 'resource_missing', param);
    return index;
  };
  const url = call.path;
  if (cursor.starting_after !== undefined && cursor.ending_before !== undefined) {
    throw refused('You may only specify one of these parameters: ending_before, starting_after.');
  }
  if (cursor.ending_before !== undefined) {
    const end = position(cursor.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: rows.slice(start, end).map(render), has_more: start > 0, url };
  }
  const start =
    cursor.starting_after === undefined ? 0 : position(cursor.starting_after, 'starting_after') + 1;
  const data = rows.slice(start, start + limit).map(render);
  return { object: 'list', data, has_more: start + limit < rows.length, url };
}

/** Whether a moment lies in the range a list was asked for. */
export function isWithin(at: number, range: z.output<typeof moments> | undefined): boolean {
  if (!range) return true;
  const { gte, lte } = range;
  const gt = 'gt' in range ? range.gt : undefined;
  const lt = 'lt' in range ? range.lt : undefined;
  return (
    (gte === undefined || at >= gte) &&
    (lte === undefined || at <= lte) &&
    (gt === undefined || at > gt) &&
    (lt === undefined || at < lt)
  );
}

/** The parameters of `call` as `schema` reads them; `expand`, which every endpoint takes, is left to the server. */
export function read<T extends z.ZodType>(call: Call, schema: T): z.output<T> {
  const { expand: _expand, ...params } = call.params;
  return parseParams(schema, params);
}
