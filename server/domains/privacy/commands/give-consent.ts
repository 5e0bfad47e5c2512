import { type ConsentKind, consentVersions } from '@/server/domains/privacy/contract';
import { insertConsent, lockConsents, selectStanding } from '@/server/domains/privacy/repo/consents';
import type { Actor } from '@/server/platform/actor';
import { recordAudit } from '@/server/platform/audit/record';
import type { Clock } from '@/server/platform/clock';
import type { Tx } from '@/server/platform/db';

/**
 * Notes that a person agrees to the text in force, unless they have already. Consent to an earlier version stays as it
 * was given.
 */
export async function giveConsent(
  tx: Tx,
  ctx: { readonly actor: Actor | null; readonly clock: Clock },
  { userId, kind, at }: { readonly userId: string; readonly kind: ConsentKind; readonly at: Date },
): Promise<void> {
  const version = consentVersions[kind];
  await lockConsents(tx, userId);
  const standing = await selectStanding(tx, userId, kind);
  if (standing?.version === version) return;
  await insertConsent(tx, { userId, kind, version, givenAt: at });
  await recordAudit(tx, ctx, {
    action: 'consent.given',
    subject: { type: 'user', id: userId },
    after: { kind, version },
  });
}
