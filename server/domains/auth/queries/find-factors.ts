import type { z } from 'zod';
import type { secondFactor } from '@/server/domains/auth/contract';
import { selectCredential } from '@/server/domains/auth/repo';
import { countRecoveryCodes, selectTotp } from '@/server/domains/auth/repo/factors';
import { countPasskeys } from '@/server/domains/auth/repo/passkeys';
import type { UserContext } from '@/server/platform/context';

/** Returns whether the caller's sign-in takes a second factor, and by what they can prove themselves again. */
export async function findSecondFactor(ctx: UserContext): Promise<z.infer<typeof secondFactor>> {
  const { userId } = ctx.actor;
  const [totp, codesLeft, credential, passkeys] = await Promise.all([
    selectTotp(ctx.db, userId),
    countRecoveryCodes(ctx.db, userId),
    selectCredential(ctx.db, userId),
    countPasskeys(ctx.db, userId),
  ]);
  const since = totp?.confirmedAt ?? null;
  const byPassword = credential === null ? ('sign_in' as const) : ('password' as const);
  return {
    since,
    codesLeft: since === null ? 0 : codesLeft,
    provenBy: since === null ? byPassword : 'code',
    hasPassword: credential !== null,
    hasPasskey: passkeys > 0,
  };
}
