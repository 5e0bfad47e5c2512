import type { z } from 'zod';
import type { OwnProfile, saveInterestsInput } from '@/server/domains/profiles/contract';
import { getOwnProfile } from '@/server/domains/profiles/queries/own-profile';
import { noteInterests } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { transact } from '@/server/platform/db';

/** Notes what the caller wants to learn; they are not asked again. Nobody else sees it, so that nothing is announced. */
export async function saveInterests(
  ctx: UserContext,
  input: z.output<typeof saveInterestsInput>,
): Promise<OwnProfile> {
  const interests = [...new Set(input.interests)].toSorted();
  await transact(ctx.db, async (tx) => {
    await noteInterests(tx, ctx.actor.userId, { interests, at: ctx.clock.now() });
  });
  return await getOwnProfile(ctx);
}
