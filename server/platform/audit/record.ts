import type { Actor } from '@/server/platform/actor';
import type { AuditAction, AuditSubject } from '@/server/platform/audit/actions';
import {
  type AuditFacts,
  auditFacts,
  genesisHash,
  type HashedEntry,
  hashEntry,
} from '@/server/platform/audit/entry';
import type { Clock } from '@/server/platform/clock';
import type { Tx } from '@/server/platform/db';
import { requestContext } from '@/server/platform/request-context';

/** One act, as the command that does it describes it. */
export type AuditedAct = {
  readonly action: AuditAction;
  readonly subject: { readonly type: AuditSubject; readonly id: string };
  /** What changed, without secrets and without anything a person wrote: name such a field and say `changed`. */
  readonly before?: AuditFacts;
  readonly after?: AuditFacts;
};

/** Advisory lock of the end of the chain: one writer at a time, until its transaction is over. */
const chainLock = 7_216_035_114;

function whoOf(actor: Actor | null) {
  if (actor === null) return { actorId: null, actorName: 'visitor', onBehalfOfId: null };
  if (actor.kind === 'system') return { actorId: null, actorName: actor.name, onBehalfOfId: null };
  const impersonatorId = actor.session?.impersonatorId ?? null;
  return impersonatorId === null
    ? { actorId: actor.userId, actorName: null, onBehalfOfId: null }
    : { actorId: impersonatorId, actorName: null, onBehalfOfId: actor.userId };
}

/** Whatever is done by an API key says by which one. */
function withKey(actor: Actor | null, after: AuditFacts | undefined): AuditFacts | null {
  const key = actor?.kind === 'user' ? actor.apiKey : undefined;
  return key === undefined ? (after ?? null) : { ...after, apiKey: key.id };
}

/**
 * Appends an act to the audit log of this transaction: it is on record if and only if the act happens. Call it last in
 * the transaction, because everybody else who is audited waits until it is over.
 *
 * @throws ZodError when the facts are of another shape; that is a defect of the caller.
 */
export async function recordAudit(
  tx: Tx,
  ctx: { readonly actor: Actor | null; readonly clock: Clock },
  act: AuditedAct,
): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${chainLock})::text`;
  const last = await tx.auditEntry.findFirst({
    orderBy: { seq: 'desc' },
    select: { seq: true, hash: true },
  });
  const served = requestContext();
  const entry: HashedEntry = {
    seq: (last?.seq ?? 0n) + 1n,
    at: ctx.clock.now(),
    ...whoOf(ctx.actor),
    action: act.action,
    subjectType: act.subject.type,
    subjectId: act.subject.id,
    before: auditFacts.nullable().parse(act.before ?? null),
    after: auditFacts.nullable().parse(withKey(ctx.actor, act.after)),
    requestId: served?.requestId ?? null,
    network: served?.network ?? null,
    previousHash: last?.hash ?? genesisHash,
  };
  const { before, after, ...columns } = entry;
  await tx.auditEntry.create({
    data: {
      ...columns,
      ...(before === null ? {} : { before }),
      ...(after === null ? {} : { after }),
      hash: hashEntry(entry),
    },
    select: { seq: true },
  });
}
