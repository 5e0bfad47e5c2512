import type { AuditFilters } from '@/server/domains/audit/contract';
import { findAccount, findAccountByEmail } from '@/server/domains/users';
import type { LogFilter } from '@/server/platform/audit/rows';
import type { UserContext } from '@/server/platform/context';
import type { Conn } from '@/server/platform/db';
import { endOfDay, startOfDay } from '@/server/platform/zoned-day';

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

/** The span of the days that were typed, by the clock of who asks; open where none was. */
async function spanOf(
  { db, actor }: UserContext,
  { from, to }: Pick<AuditFilters, 'from' | 'to'>,
): Promise<Pick<LogFilter, 'from' | 'until'>> {
  if (from === undefined && to === undefined) return { from: undefined, until: undefined };
  const timeZone = (await findAccount(db, actor.userId))?.timeZone ?? 'UTC';
  return {
    from: from === undefined ? undefined : startOfDay(from, timeZone),
    until: to === undefined ? undefined : endOfDay(to, timeZone),
  };
}

/** Makes the filter of the log out of what was typed; null when it names somebody who is not there, so nothing fits. */
export async function resolveFilter(ctx: UserContext, filters: AuditFilters): Promise<LogFilter | null> {
  const { who, asWhom, subject, action, subjectType } = filters;
  const person = async (typed: string) => await personId(ctx.db, typed);
  const [actorId, onBehalfOfId, subjectId, span] = await Promise.all([
    resolved(who, person),
    resolved(asWhom, person),
    resolved(subject, async (typed) => await subjectName(ctx.db, typed)),
    spanOf(ctx, filters),
  ]);
  if (actorId === null || onBehalfOfId === null || subjectId === null) return null;
  return {
    actorId,
    onBehalfOfId,
    subjectId,
    action,
    subjectType,
    ...span,
  };
}
