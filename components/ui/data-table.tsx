/* biome-ignore-all lint/a11y/noRedundantRoles: the stacked layout takes the native roles of a table away */
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon } from './icon';
import { Link } from './link';
import { VisuallyHidden } from './visually-hidden';

/** The order of a table. */
export type SortDirection = 'ascending' | 'descending';

/** One column of a {@link DataTable}. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for figures, so that their digits line up. */
  readonly align?: 'start' | 'end';
  /** The column that names the row; exactly one. */
  readonly isRowHeader?: boolean;
  readonly isSortable?: boolean;
}

/** How a table is sorted, and the address of each other order. */
export interface TableSort {
  readonly key: string;
  readonly direction: SortDirection;
  readonly hrefFor: (key: string, direction: SortDirection) => string;
}

/** Properties of {@link DataTable}. */
export interface DataTableProps<Row> {
  /** Says what the table holds; read aloud, and shown unless hidden. */
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: TableSort;
  /** Instead of rows when there are none. */
  readonly empty?: ReactNode;
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: TableSort | undefined;
}

const sortIcons = { ascending: 'chevron-up', descending: 'chevron-down', none: 'sort' } as const;

function SortLink<Row>({ column, sort }: { readonly column: Column<Row>; readonly sort: TableSort }) {
  const t = useTranslations('ui');
  const active = sort.key === column.key ? sort.direction : 'none';
  return (
    <Link
      href={sort.hrefFor(column.key, active === 'ascending' ? 'descending' : 'ascending')}
      variant="quiet"
      className="tap-target inline-flex items-center gap-1 text-inherit"
    >
      {column.header}
      <Icon name={sortIcons[active]} className={active === 'none' ? 'text-ink-faint' : 'text-accent'} />
      {active === 'none' ? null : (
        <VisuallyHidden>{t(active === 'ascending' ? 'sortedAscending' : 'sortedDescending')}</VisuallyHidden>
      )}
    </Link>
  );
}

function HeaderCell<Row>({ column, sort }: HeaderCellProps<Row>) {
  const isSortable = sort !== undefined && column.isSortable;
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={isSortable ? (sort.key === column.key ? sort.direction : 'none') : undefined}
      className={cx(
        'border-b border-edge px-3 py-2 text-xs font-semibold text-ink-muted first:ps-0 last:pe-0',
        column.align === 'end' ? 'text-end' : 'text-start',
      )}
    >
      {isSortable ? <SortLink column={column} sort={sort} /> : column.header}
    </th>
  );
}

function cellClass(align: 'start' | 'end' | undefined, isRowHeader: boolean): string {
  return cx(
    'px-3 py-3 align-baseline first:ps-0 last:pe-0 dense:py-2',
    'max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:px-0 max-sm:py-1 max-sm:text-start',
    isRowHeader
      ? 'text-start font-semibold max-sm:pt-3 max-sm:text-md'
      : 'max-sm:before:shrink-0 max-sm:before:text-xs max-sm:before:text-ink-muted max-sm:before:content-[attr(data-label)] max-sm:last:pb-3',
    align === 'end' && 'text-end tabular-nums',
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const className = cellClass(column.align, column.isRowHeader ?? false);
  return column.isRowHeader ? (
    <th scope="row" role="rowheader" className={className}>
      {column.cell(row)}
    </th>
  ) : (
    <td role="cell" data-label={column.header} className={className}>
      <span className="min-w-0 max-sm:text-end">{column.cell(row)}</span>
    </td>
  );
}

/**
 * The table: rendered on the server, sorted by links, with figures that line up. On a phone every row becomes a short
 * list under its name, and the roles stay a table's.
 */
export function DataTable<Row>({
  caption,
  isCaptionHidden = false,
  columns,
  rows,
  rowKey,
  sort,
  empty,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <table role="table" className="w-full border-collapse max-sm:block">
      <caption
        className={
          isCaptionHidden ? 'sr-only' : 'mb-2 text-start font-serif text-lg font-semibold max-sm:block'
        }
      >
        {caption}
      </caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row">
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className="border-b border-rule max-sm:block sm:hover:bg-sunken">
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
