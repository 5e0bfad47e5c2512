import { authErrors } from '@/server/domains/auth/errors';
import { selectCredential } from '@/server/domains/auth/repo';
import { countIdentities } from '@/server/domains/auth/repo/identities';
import { countPasskeys } from '@/server/domains/auth/repo/passkeys';
import { lockWaysIn } from '@/server/domains/auth/repo/ways-in';
import type { Tx } from '@/server/platform/db';
import { AppError } from '@/server/platform/errors';

/** What a removal needs to know: the ids of the identity providers that are set up. */
export type WithProviders = { readonly providers: readonly string[] };

/**
 * Takes one of the ways in of a person away by `remove`, unless it is their last but for the mailed link: somebody who
 * loses that mailbox would be out for good. Two removals at once wait for each other.
 *
 * @param providers ids of those that are set up: a connection to any other opens nothing.
 * @throws AppError `auth/last_way_in`, and what `remove` throws.
 */
export async function removingWayIn(
  tx: Tx,
  { userId, providers }: { readonly userId: string; readonly providers: readonly string[] },
  remove: () => Promise<void>,
): Promise<void> {
  await lockWaysIn(tx, userId);
  await remove();
  const hasPassword = (await selectCredential(tx, userId)) !== null;
  const others = (await countPasskeys(tx, userId)) + (await countIdentities(tx, userId, providers));
  if (!hasPassword && others === 0) throw new AppError(authErrors.last_way_in);
}
