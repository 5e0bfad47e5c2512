import { create } from 'qrcode';
import type { z } from 'zod';
import type { AuthContext } from '@/server/domains/auth/context';
import type { byCode, offeredFactor, recoveryCodes } from '@/server/domains/auth/contract';
import { authErrors } from '@/server/domains/auth/errors';
import { authEvents } from '@/server/domains/auth/events';
import {
  confirmTotp,
  deleteTotp,
  hasConfirmedTotp,
  offerTotp,
  replaceRecoveryCodes,
  selectTotp,
} from '@/server/domains/auth/repo/factors';
import { hashRecoveryCode, makeRecoveryCodes } from '@/server/domains/auth/rules/recovery-codes';
import { seal, unseal } from '@/server/domains/auth/rules/seal';
import type { SecurityNotice } from '@/server/domains/auth/rules/security-notices';
import { makeTotpSecret, stepOfCode, totpAddress } from '@/server/domains/auth/rules/totp';
import { findAccount } from '@/server/domains/users';
import type { UserActor } from '@/server/platform/actor';
import type { AuditAction } from '@/server/platform/audit/actions';
import { recordAudit } from '@/server/platform/audit/record';
import { type Tx, transact } from '@/server/platform/db';
import { AppError, platformErrors } from '@/server/platform/errors';
import { emit } from '@/server/platform/events';

type FactorContext = AuthContext & { readonly actor: UserActor };

/** Draws a QR code as one SVG path of unit squares; a screen reader gets the secret in letters instead. */
function qrPath(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = [...modules.data.entries()].filter(([, bit]) => bit === 1).map(([index]) => index);
  return {
    size,
    path: dark.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join(''),
  };
}

/**
 * Offers the caller a secret for their authenticator app. It counts once they have given a code of it; until then each
 * offer takes the place of the last.
 *
 * @throws AppError `auth/second_factor_on` when an app is confirmed: it has to be removed first.
 */
export async function offerSecondFactor(ctx: FactorContext): Promise<z.infer<typeof offeredFactor>> {
  const { userId } = ctx.actor;
  const account = await findAccount(ctx.db, userId);
  if (account === null) throw new AppError(platformErrors.unauthenticated);
  const secret = makeTotpSecret();
  const sealedSecret = seal(ctx.secret, userId, secret);
  if (!(await offerTotp(ctx.db, { userId, sealedSecret, createdAt: ctx.clock.now() }))) {
    throw new AppError(authErrors.second_factor_on);
  }
  const address = totpAddress(secret, account.email);
  return { secret, address, qr: qrPath(address) };
}

async function renewCodes(ctx: FactorContext, tx: Tx): Promise<string[]> {
  const { userId } = ctx.actor;
  const codes = makeRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(ctx.secret, userId, code));
  await replaceRecoveryCodes(tx, userId, hashes);
  return codes;
}

async function announce(tx: Tx, ctx: FactorContext, notice: SecurityNotice, action: AuditAction) {
  const { userId } = ctx.actor;
  await emit(tx, authEvents.securityNoticed, { userId, notice });
  await recordAudit(tx, ctx, { action, subject: { type: 'user', id: userId } });
}

/**
 * Turns the second factor on with a code of the app that was offered, and returns the recovery codes, this once.
 *
 * @throws AppError `auth/code_wrong` at `code`; `auth/second_factor_off` when nothing is offered, or another offer came since.
 */
export async function confirmSecondFactor(
  ctx: FactorContext,
  input: z.output<typeof byCode>,
): Promise<z.infer<typeof recoveryCodes>> {
  const { userId } = ctx.actor;
  const at = ctx.clock.now();
  const totp = await selectTotp(ctx.db, userId);
  if (totp !== null && totp.confirmedAt !== null) throw new AppError(authErrors.second_factor_on);
  const secret = totp === null ? null : unseal(ctx.secret, userId, totp.sealedSecret);
  if (totp === null || secret === null) throw new AppError(authErrors.second_factor_off);
  const step = stepOfCode(secret, input.code, at);
  if (step === null) throw new AppError(authErrors.code_wrong, { field: 'code' });
  return await transact(ctx.db, async (tx) => {
    const { sealedSecret } = totp;
    if (!(await confirmTotp(tx, { userId, sealedSecret, step, at }))) {
      throw new AppError(authErrors.second_factor_off);
    }
    const codes = await renewCodes(ctx, tx);
    await announce(tx, ctx, 'second_factor_added', 'second_factor.added');
    return { codes };
  });
}

/**
 * Turns the second factor off; its recovery codes go with it.
 *
 * @throws AppError `auth/second_factor_off` when none is on.
 */
export async function removeSecondFactor(ctx: FactorContext): Promise<{ isOn: false }> {
  const { userId } = ctx.actor;
  return await transact(ctx.db, async (tx) => {
    if (!(await deleteTotp(tx, userId))) throw new AppError(authErrors.second_factor_off);
    await replaceRecoveryCodes(tx, userId, []);
    await announce(tx, ctx, 'second_factor_removed', 'second_factor.removed');
    return { isOn: false };
  });
}

/**
 * Gives new recovery codes, this once; the earlier ones are worth nothing any more.
 *
 * @throws AppError `auth/second_factor_off` when there is no factor to recover from.
 */
export async function renewRecoveryCodes(ctx: FactorContext): Promise<z.infer<typeof recoveryCodes>> {
  return await transact(ctx.db, async (tx) => {
    if (!(await hasConfirmedTotp(tx, ctx.actor.userId))) throw new AppError(authErrors.second_factor_off);
    const codes = await renewCodes(ctx, tx);
    await announce(tx, ctx, 'recovery_codes_replaced', 'recovery_codes.replaced');
    return { codes };
  });
}
