import type { z } from 'zod';
import type { AuditEntryView, AuditPage, listAuditInput } from '@/server/domains/audit/contract';
import { resolveFilter } from '@/server/domains/audit/queries/resolve-filter';
import { changesOf } from '@/server/domains/audit/rules/changes';
import { findPeople } from '@/server/domains/users';
import { type StoredEntry, selectNewestEntries } from '@/server/platform/audit/rows';
import type { UserContext } from '@/server/platform/context';

type Names = ReadonlyMap<string, { readonly name: string }>;

/** Returns a page of the audit log, newest first, with the names of the people in it as they are today. */
export async function listEntries(
  ctx: UserContext,
  { cursor, limit, ...filters }: z.output<typeof listAuditInput>,
): Promise<AuditPage> {
  const filter = await resolveFilter(ctx, filters);
  if (filter === null) return { items: [], nextCursor: null };
  const before = cursor === undefined ? null : BigInt(cursor);
  const rows = await selectNewestEntries(ctx.db, filter, before, limit + 1);
  const page = rows.slice(0, limit);
  const names = await findPeople(ctx.db, page.flatMap(peopleIn));
  const last = page.at(-1);
  return {
    items: page.map((row) => toView(row, names)),
    nextCursor: rows.length > limit && last !== undefined ? last.seq.toString() : null,
  };
}

function peopleIn({ actorId, onBehalfOfId, subjectType, subjectId }: StoredEntry): string[] {
  const ids = [actorId, onBehalfOfId, subjectType === 'user' ? subjectId : null];
  return ids.filter((id) => id !== null);
}

function personOf(id: string | null, names: Names) {
  return id === null ? null : { id, name: names.get(id)?.name ?? null };
}

function toView(row: StoredEntry, names: Names): AuditEntryView {
  const { seq, at, actorName, action, requestId, network, hash } = row;
  return {
    seq: seq.toString(),
    ...{ at, actorName, action, requestId, network, hash },
    actor: personOf(row.actorId, names),
    onBehalfOf: personOf(row.onBehalfOfId, names),
    subject: { type: row.subjectType, id: row.subjectId, name: names.get(row.subjectId)?.name ?? null },
    changes: changesOf(row.before, row.after),
  };
}
