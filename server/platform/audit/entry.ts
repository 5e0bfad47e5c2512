import { createHash } from 'node:crypto';
import { z } from 'zod';

/** No person's address gets into a row that can never be changed: such a field is named as changed, and no more. */
const fact = z.string().refine((text) => !text.includes('@'), 'the audit log keeps no address');

/** Facts of an audited change: ids, numbers, names of things. Never a person's words, address or secret. */
export const auditFacts = z.record(
  z.string(),
  z.union([fact, z.number().int(), z.boolean(), z.null(), z.array(fact)]),
);

/** @see auditFacts */
export type AuditFacts = z.infer<typeof auditFacts>;

/** Everything of a row that its hash covers. */
export type HashedEntry = {
  readonly seq: bigint;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly onBehalfOfId: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
  readonly requestId: string | null;
  readonly network: string | null;
  readonly previousHash: string;
};

/** What the first row names as the one before it. */
export const genesisHash = '0'.repeat(64);

/** PostgreSQL's jsonb keeps no order of keys, so that facts are hashed in one of their own. */
function sorted(facts: AuditFacts | null): readonly (readonly [string, unknown])[] | null {
  return facts === null ? null : Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Returns the hex SHA-256 of a row; any change to any of its fields changes it. */
export function hashEntry(entry: HashedEntry): string {
  const { before, after, seq, at, ...rest } = entry;
  const canonical = JSON.stringify([
    seq.toString(),
    at.toISOString(),
    rest.actorId,
    rest.actorName,
    rest.onBehalfOfId,
    rest.action,
    rest.subjectType,
    rest.subjectId,
    sorted(before),
    sorted(after),
    rest.requestId,
    rest.network,
    rest.previousHash,
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}
