import { type ConsentList, type ConsentView, consentKinds } from '@/server/domains/privacy/contract';
import { selectConsents } from '@/server/domains/privacy/repo/consents';
import type { UserContext } from '@/server/platform/context';

/** Rows shown at most; who changes their mind more often sees the latest. */
const maxConsents = 100;

/** Returns what the caller agreed to and withdrew, latest first. */
export async function listConsents(ctx: UserContext): Promise<ConsentList> {
  const rows = await selectConsents(ctx.db, ctx.actor.userId, maxConsents);
  const items = rows.flatMap(({ kind, ...row }): ConsentView[] => {
    // A kind that this release does not know (a rollback) is left out rather than breaking the list.
    const known = consentKinds.find((one) => one === kind);
    return known === undefined ? [] : [{ ...row, kind: known }];
  });
  const wantsMarketingMail = items.some((row) => row.kind === 'marketing_mail' && row.withdrawnAt === null);
  return { items, wantsMarketingMail };
}
