import type { ExportView, PrivacyState } from '@/server/domains/privacy/contract';
import { selectErasure } from '@/server/domains/privacy/repo/erasures';
import { selectLatestExport } from '@/server/domains/privacy/repo/exports';
import type { UserContext } from '@/server/platform/context';

type Row = NonNullable<Awaited<ReturnType<typeof selectLatestExport>>>;

function toView(row: Row, now: Date): NonNullable<ExportView> {
  const { id, requestedAt, expiresAt, bytes } = row;
  return { id, requestedAt, expiresAt, bytes, state: stateOf(row, now) };
}

function stateOf({ readyAt, failedAt, expiresAt, key }: Row, now: Date) {
  if (failedAt !== null) return 'failed';
  if (readyAt === null) return 'open';
  return key === null || expiresAt === null || expiresAt <= now ? 'expired' : 'ready';
}

/** Returns the caller's latest copy and their wish to be forgotten. */
export async function getPrivacyState(ctx: UserContext): Promise<PrivacyState> {
  const { userId } = ctx.actor;
  const [copy, erasure] = await Promise.all([
    selectLatestExport(ctx.db, userId),
    selectErasure(ctx.db, userId),
  ]);
  return {
    export: copy === null ? null : toView(copy, ctx.clock.now()),
    erasure:
      erasure === null
        ? null
        : {
            requestedAt: erasure.requestedAt,
            dueAt: erasure.dueAt,
            keepCertificates: erasure.keepCertificates,
            keepReviews: erasure.keepReviews,
          },
  };
}
