import { rebuildAchievements } from '@/server/domains/gamification/commands/settle-learning';
import { searchPeople } from '@/server/domains/users';
import type { UseCaseContext } from '@/server/platform/context';

/** People read at once. */
const pageSize = 200;

/** What a rebuild came to. */
export type Rebuilt = { readonly people: number; readonly added: number; readonly granted: number };

/**
 * Rebuilds the achievements of everybody, one person a transaction, so that it may break off anywhere, begin anew, and
 * run while people learn. See {@link rebuildAchievements}.
 */
export async function rebuildEverybody(ctx: Pick<UseCaseContext, 'db'>): Promise<Rebuilt> {
  const sum = { people: 0, added: 0, granted: 0 };
  let before: { at: Date; id: string } | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof searchPeople>> = await searchPeople(ctx.db, {}, before, pageSize);
    for (const { id } of page) {
      const { added, granted } = await rebuildAchievements(ctx, { userId: id });
      sum.people += 1;
      sum.added += added;
      sum.granted += granted.length;
    }
    const last = page.at(-1);
    if (page.length < pageSize || last === undefined) return sum;
    before = { at: last.createdAt, id: last.id };
  }
}
