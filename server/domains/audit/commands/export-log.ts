import type { z } from 'zod';
import type { AuditFile, exportAuditInput } from '@/server/domains/audit/contract';
import { resolveFilter } from '@/server/domains/audit/queries/resolve-filter';
import { toCsv, toJson } from '@/server/domains/audit/rules/file';
import { recordAudit } from '@/server/platform/audit/record';
import { selectNewestEntries } from '@/server/platform/audit/rows';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';

/** Rows of one file at most, so that it is made in memory; who needs more narrows the days. */
const maxRows = 5_000;

const contentTypes = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const;

/**
 * Returns a file of the newest rows that the filters let through. That somebody took it, and how much, is itself on
 * record before they have it. It holds ids and no names, so that it outlives an erasure.
 */
export async function exportLog(
  ctx: UserContext,
  { format, ...filters }: z.output<typeof exportAuditInput>,
): Promise<AuditFile> {
  const filter = await resolveFilter(ctx, filters);
  return await transact(ctx.db, async (tx) => {
    const found = filter === null ? [] : await selectNewestEntries(tx, filter, null, maxRows + 1);
    const rows = found.slice(0, maxRows);
    const text = format === 'csv' ? toCsv(rows) : toJson(rows);
    await recordAudit(tx, ctx, {
      action: 'audit.exported',
      subject: { type: 'audit', id: 'log' },
      after: { format, rows: rows.length, filters: Object.keys(filters).sort() },
    });
    const day = ctx.clock.now().toISOString().slice(0, 10);
    return {
      name: `audit-${day}.${format}`,
      contentType: contentTypes[format],
      text,
      rows: rows.length,
      isComplete: found.length <= maxRows,
    };
  });
}
