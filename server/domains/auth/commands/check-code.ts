import type { AuthContext } from '@/server/domains/auth/context';
import { authEvents } from '@/server/domains/auth/events';
import { claimRecoveryCode, claimTotpStep, selectTotp } from '@/server/domains/auth/repo/factors';
import { hashRecoveryCode } from '@/server/domains/auth/rules/recovery-codes';
import { unseal } from '@/server/domains/auth/rules/seal';
import { stepOfCode } from '@/server/domains/auth/rules/totp';
import { recordAudit } from '@/server/platform/audit/record';
import type { Tx } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

const appCode = /^\d{6}$/;

async function isAppCode(ctx: AuthContext, tx: Tx, userId: string, code: string): Promise<boolean> {
  const totp = await selectTotp(tx, userId);
  const secret = totp?.confirmedAt == null ? null : unseal(ctx.secret, userId, totp.sealedSecret);
  const step = secret === null ? null : stepOfCode(secret, code, ctx.clock.now());
  return step !== null && (await claimTotpStep(tx, userId, step));
}

/**
 * Tells whether a code is one of the person's app, or a recovery code of theirs, and uses it up in this transaction:
 * no code counts twice, however many try it at once. They are told of a recovery code that was used.
 */
export async function takeCode(ctx: AuthContext, tx: Tx, userId: string, typed: string): Promise<boolean> {
  const code = typed.replaceAll(/\s/g, '');
  if (appCode.test(code)) return await isAppCode(ctx, tx, userId, code);
  const codeHash = hashRecoveryCode(ctx.secret, userId, code);
  if (!(await claimRecoveryCode(tx, { userId, codeHash, at: ctx.clock.now() }))) return false;
  await emit(tx, authEvents.securityNoticed, { userId, notice: 'recovery_code_used' });
  await recordAudit(tx, ctx, { action: 'recovery_code.used', subject: { type: 'user', id: userId } });
  return true;
}
