import { giveConsent } from '@/server/domains/privacy/commands/give-consent';
import { accountConsents } from '@/server/domains/privacy/contract';
import { findAccount } from '@/server/domains/users';
import type { Clock } from '@/server/platform/clock';
import { type Db, transact } from '@/server/platform/db';

/**
 * Notes that somebody agreed to terms and privacy notice by creating an account, as the form says. Repeating it changes
 * nothing; an account that is gone meanwhile is left alone.
 */
export async function acceptTerms(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  { userId, at }: { readonly userId: string; readonly at: Date },
): Promise<void> {
  const ctx = { actor: { kind: 'system', name: 'sign-up' }, clock } as const;
  await transact(db, async (tx) => {
    const account = await findAccount(tx, userId);
    if (account === null || account.erasedAt !== null) return;
    for (const kind of accountConsents) await giveConsent(tx, ctx, { userId, kind, at });
  });
}
