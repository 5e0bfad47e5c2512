import { listTaught } from '@/server/domains/profiles/announce';
import type { OwnProfile } from '@/server/domains/profiles/contract';
import { profileErrors } from '@/server/domains/profiles/errors';
import { findProfile } from '@/server/domains/users';
import type { UserContext } from '@/server/platform/context';
import { AppError } from '@/server/platform/errors';

/**
 * Returns the caller's profile as they have it.
 *
 * @throws AppError `profiles/not_found`.
 */
export async function getOwnProfile(ctx: UserContext): Promise<OwnProfile> {
  const { userId } = ctx.actor;
  const [profile, taught] = await Promise.all([findProfile(ctx.db, userId), listTaught(ctx.db, userId)]);
  if (profile === null) throw new AppError(profileErrors.not_found);
  const { onboardedAt, links, interests, ...rest } = profile;
  return {
    ...rest,
    links: [...links],
    interests: [...interests],
    isOnboarded: onboardedAt !== null,
    isTeacher: taught.length > 0,
  };
}
