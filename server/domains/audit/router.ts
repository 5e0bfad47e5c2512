import { exportLog } from '@/server/domains/audit/commands/export-log';
import * as contract from '@/server/domains/audit/contract';
import { listEntries } from '@/server/domains/audit/queries/list-entries';
import { permitted, router } from '@/server/trpc/procedures';

/** The audit log, for those who may read it. */
export const auditRouter = router({
  list: permitted('audit.read', 'none')
    .input(contract.listAuditInput)
    .output(contract.auditPage)
    .query(async ({ ctx, input }) => await listEntries(ctx, input)),
  export: permitted('audit.read', 'write', { isOwnActOnly: true })
    .input(contract.exportAuditInput)
    .output(contract.auditFile)
    .mutation(async ({ ctx, input }) => await exportLog(ctx, input)),
});
