import type { ExportView } from '@/server/domains/privacy/contract';
import { privacyErrors } from '@/server/domains/privacy/errors';
import { privacyEvents } from '@/server/domains/privacy/events';
import { insertExport } from '@/server/domains/privacy/repo/exports';
import { recordAudit } from '@/server/platform/audit/record';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';
import { newId } from '@/server/platform/ids';

/**
 * Orders a copy of everything about the caller.
 *
 * @throws AppError `privacy/export_open` while another one is in the making.
 */
export async function requestExport(ctx: UserContext): Promise<NonNullable<ExportView>> {
  const { userId } = ctx.actor;
  const row = { id: newId(), userId, requestedAt: ctx.clock.now() };
  await transact(ctx.db, async (tx) => {
    if (!(await insertExport(tx, row))) throw new AppError(privacyErrors.export_open);
    await emit(tx, privacyEvents.exportRequested, { userId, exportId: row.id });
    await recordAudit(tx, ctx, { action: 'export.requested', subject: { type: 'user', id: userId } });
  });
  return { id: row.id, state: 'open', requestedAt: row.requestedAt, expiresAt: null, bytes: null };
}
