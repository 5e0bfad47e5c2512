import type { AuditFilters } from '@/server/domains/audit/contract';
import { findAccountByEmail } from '@/server/domains/users';
import type { LogFilter } from '@/server/platform/audit/rows';
import type { Conn } from '@/server/platform/db';

const dayMs = 86_400_000;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who is meant by an id or an address; null when nobody can be. */
async function personId(conn: Conn, typed: string): Promise<string | null> {
  if (uuid.test(typed)) return typed.toLowerCase();
  const account = typed.includes('@') ? await findAccountByEmail(conn, typed.toLowerCase()) : null;
  return account?.id ?? null;
}

/** What a typed subject is called in the log: subjects that are no people have ids of any form. */
async function subjectName(conn: Conn, typed: string): Promise<string | null> {
  return typed.includes('@') ? await personId(conn, typed) : typed;
}

async function resolved(
  typed: string | undefined,
  resolve: (typed: string) => Promise<string | null>,
): Promise<string | null | undefined> {
  return typed === undefined ? undefined : await resolve(typed);
}

/** Makes the filter of the log out of what was typed; null when it names somebody who is not there, so nothing fits. */
export async function resolveFilter(conn: Conn, filters: AuditFilters): Promise<LogFilter | null> {
  const { who, asWhom, subject, action, subjectType, from, to } = filters;
  const person = async (typed: string) => await personId(conn, typed);
  const [actorId, onBehalfOfId, subjectId] = await Promise.all([
    resolved(who, person),
    resolved(asWhom, person),
    resolved(subject, async (typed) => await subjectName(conn, typed)),
  ]);
  if (actorId === null || onBehalfOfId === null || subjectId === null) return null;
  return {
    actorId,
    onBehalfOfId,
    subjectId,
    action,
    subjectType,
    from: from === undefined ? undefined : new Date(from),
    until: to === undefined ? undefined : new Date(new Date(to).getTime() + dayMs),
  };
}
