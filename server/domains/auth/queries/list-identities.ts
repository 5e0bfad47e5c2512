import type { z } from 'zod';
import { findIdentityOffer, isUnproven } from '@/server/domains/auth/commands/identity-sign-in';
import type { AuthContext } from '@/server/domains/auth/context';
import type {
  byOffer,
  IdentityProviderList,
  identityList,
  identityOffer,
} from '@/server/domains/auth/contract/identities';
import { selectIdentities } from '@/server/domains/auth/repo/identities';
import { findAccountByEmail } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';

/** One of each provider, and those that are not set up any more. */
const identityLimit = 20;

type Providers = IdentityProviderList['items'];

const nameOf = (providers: Providers, id: string): string =>
  providers.find((provider) => provider.id === id)?.name ?? id;

/** Lists the accounts elsewhere that open the caller's, oldest first. */
export async function listIdentities(
  ctx: UserContext,
  providers: Providers,
): Promise<z.infer<typeof identityList>> {
  const rows = await selectIdentities(ctx.db, ctx.actor.userId, identityLimit);
  return { items: rows.map((row) => ({ ...row, providerName: nameOf(providers, row.provider) })) };
}

/**
 * Returns what the page shows that asks which account a sign-in elsewhere shall open. Who holds the offer has proven the
 * address at the provider, so they may know that it has an account.
 *
 * @throws AppError `auth/identity_over`.
 */
export async function describeIdentityOffer(
  ctx: AuthContext,
  { token }: z.output<typeof byOffer>,
  providers: Providers,
): Promise<z.infer<typeof identityOffer>> {
  const { provider, label, email, name } = await findIdentityOffer(ctx, token);
  const account = email === null ? null : await findAccountByEmail(ctx.db, email);
  const isKnown = account !== null && !isUnproven(account);
  return { providerName: nameOf(providers, provider), label, email, name, isKnown };
}
