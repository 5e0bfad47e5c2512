import { type AuditFacts, auditFacts, type HashedEntry } from '@/server/platform/audit/entry';
import type { Conn } from '@/server/platform/db';

/** A row of the log with the hash it was stored with. */
export type StoredEntry = HashedEntry & { readonly hash: string };

/** Number and hash of a row, which stand for everything up to it. */
export type ChainHead = { readonly seq: bigint; readonly hash: string };

/** What narrows the log down; everything that is absent or undefined narrows nothing. */
export type LogFilter = {
  readonly actorId?: string | undefined;
  readonly onBehalfOfId?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  /** The first moment that is too late. */
  readonly until?: Date | undefined;
};

const entryFields = {
  seq: true,
  at: true,
  actorId: true,
  actorName: true,
  onBehalfOfId: true,
  action: true,
  subjectType: true,
  subjectId: true,
  before: true,
  after: true,
  requestId: true,
  network: true,
  previousHash: true,
  hash: true,
} as const;

type Row = Omit<StoredEntry, 'before' | 'after'> & { readonly before: unknown; readonly after: unknown };

/** Facts of another shape were not written by us; they count as none, so that the hash of their row does not fit. */
function factsOf(stored: unknown): AuditFacts | null {
  return auditFacts.nullable().catch(null).parse(stored);
}

function toEntry({ before, after, ...row }: Row): StoredEntry {
  return { ...row, before: factsOf(before), after: factsOf(after) };
}

/** Reads at most `limit` rows after a number, in the order of the chain. */
export async function selectEntriesAfter(conn: Conn, seq: bigint, limit: number): Promise<StoredEntry[]> {
  const rows = await conn.auditEntry.findMany({
    where: { seq: { gt: seq } },
    orderBy: { seq: 'asc' },
    select: entryFields,
    take: limit,
  });
  return rows.map(toEntry);
}

/** Reads at most `limit` rows that a filter lets through, newest first, before a number or from the end. */
export async function selectNewestEntries(
  conn: Conn,
  filter: LogFilter,
  before: bigint | null,
  limit: number,
): Promise<StoredEntry[]> {
  const { from, until, actorId, onBehalfOfId, action, subjectType, subjectId } = filter;
  const rows = await conn.auditEntry.findMany({
    where: {
      ...(actorId === undefined ? {} : { actorId }),
      ...(onBehalfOfId === undefined ? {} : { onBehalfOfId }),
      ...(action === undefined ? {} : { action }),
      ...(subjectType === undefined ? {} : { subjectType }),
      ...(subjectId === undefined ? {} : { subjectId }),
      at: { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) },
      ...(before === null ? {} : { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    select: entryFields,
    take: limit,
  });
  return rows.map(toEntry);
}

/** Reads the end of the chain, null while nothing is on record. */
export async function selectHead(conn: Conn): Promise<ChainHead | null> {
  return await conn.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } });
}

/** Reads the hash stored with a number, null when there is no such row. */
export async function selectHash(conn: Conn, seq: bigint): Promise<string | null> {
  const row = await conn.auditEntry.findUnique({ where: { seq }, select: { hash: true } });
  return row?.hash ?? null;
}

/** Tells whether some row carries this hash. */
export async function hasHash(conn: Conn, hash: string): Promise<boolean> {
  return (await conn.auditEntry.findUnique({ where: { hash }, select: { seq: true } })) !== null;
}
