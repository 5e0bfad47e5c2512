/** One line of a table: its cells from left to right. */
export type Row = readonly string[];

const width = (text: string): number => [...text].length;

/** Lays rows out as plain text with aligned columns; the first row is the heading. Numbers align to the right. */
export function textTable(heading: Row, rows: readonly Row[]): string {
  const widths = heading.map((cell, column) =>
    Math.max(width(cell), ...rows.map((row) => width(row[column] ?? ''))),
  );
  const isNumeric = heading.map((_, column) => rows.every((row) => /^[\d.,<–-]/u.test(row[column] ?? '')));
  const line = (row: Row): string =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell));
        return isNumeric[column] ? gap + cell : cell + gap;
      })
      .join('  ')
      .trimEnd();
  return [line(heading), widths.map((count) => '─'.repeat(count)).join('  '), ...rows.map(line)].join('\n');
}

/** Lays rows out as a Markdown table; the first row is the heading. */
export function markdownTable(heading: Row, rows: readonly Row[]): string {
  const line = (row: Row): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), `|${heading.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Writes a duration for a reader: `940 ms`, `12.3 s`, `4 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
