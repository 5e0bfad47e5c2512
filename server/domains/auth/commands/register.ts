import type { z } from 'zod';
import { askToConfirm } from '@/server/domains/auth/commands/ask-to-confirm';
import type { AuthContext, ChoiceContext } from '@/server/domains/auth/context';
import type { mailSent, registerInput } from '@/server/domains/auth/contract';
import { authEvents } from '@/server/domains/auth/events';
import { mayMail } from '@/server/domains/auth/limits';
import { atPace } from '@/server/domains/auth/pace';
import { requireStrongPassword } from '@/server/domains/auth/password-strength';
import { hashPassword } from '@/server/domains/auth/passwords';
import { insertCredential } from '@/server/domains/auth/repo';
import { findAccountByEmail, registerUser } from '@/server/domains/users';
import { type Tx, transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';

type Input = z.output<typeof registerInput>;

/**
 * Creates an account that waits for its address to be confirmed. Registering again while it waits replaces nothing:
 * each registration mails its own link, and the one whose link is redeemed first decides name and password. A proven
 * address gives the same answer at the same pace; its owner is told by mail instead.
 *
 * @throws AppError of {@link requireStrongPassword}.
 */
export async function register(
  ctx: AuthContext & ChoiceContext,
  input: Input,
): Promise<z.infer<typeof mailSent>> {
  await requireStrongPassword(ctx, input.password, [input.name, input.email]);
  return await atPace(ctx.clock, async () => {
    // Outside the transaction: hashing takes longer than a connection should be held.
    const passwordHash = await hashPassword(input.password);
    if (await mayMail(ctx.redis, 'confirmation', input.email)) {
      await transact(ctx.db, async (tx) => await takeRegistration(tx, ctx, { ...input, passwordHash }));
    }
    return { status: 'mail_sent' };
  });
}

async function takeRegistration(
  tx: Tx,
  { secret, clock }: AuthContext,
  input: Input & { passwordHash: string },
): Promise<void> {
  const { email, name, locale, passwordHash, returnTo } = input;
  const at = clock.now();
  const confirm = { registration: { passwordHash, personName: name }, returnTo, at };
  const newUserId = await registerUser(tx, { email, name, locale, role: 'learner' });
  if (newUserId !== null) {
    await insertCredential(tx, newUserId, passwordHash, at);
    return await askToConfirm(tx, secret, { userId: newUserId, ...confirm });
  }
  const owner = await findAccountByEmail(tx, email);
  if (owner === null) return;
  if (owner.emailVerifiedAt === null) return await askToConfirm(tx, secret, { userId: owner.id, ...confirm });
  await emit(tx, authEvents.registrationRepeated, { userId: owner.id });
}
