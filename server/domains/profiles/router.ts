import { saveInterests } from '@/server/domains/profiles/commands/save-interests';
import { saveProfile } from '@/server/domains/profiles/commands/save-profile';
import { removePicture } from '@/server/domains/profiles/commands/set-picture';
import * as contract from '@/server/domains/profiles/contract';
import { getOwnProfile } from '@/server/domains/profiles/queries/own-profile';
import { router, signedIn } from '@/server/trpc/procedures';

/** Nobody says who somebody else is. */
const own = { isOwnActOnly: true } as const;

/** Who people say they are. A picture comes by `app/api/uploadthing`. */
export const profilesRouter = router({
  mine: signedIn('none')
    .output(contract.ownProfile)
    .query(async ({ ctx }) => await getOwnProfile(ctx)),
  save: signedIn('write', own)
    .input(contract.saveProfileInput)
    .output(contract.ownProfile)
    .mutation(async ({ ctx, input }) => await saveProfile(ctx, input)),
  saveInterests: signedIn('write', own)
    .input(contract.saveInterestsInput)
    .output(contract.ownProfile)
    .mutation(async ({ ctx, input }) => await saveInterests(ctx, input)),
  removePicture: signedIn('write', own)
    .output(contract.ownProfile)
    .mutation(async ({ ctx }) => await removePicture(ctx)),
});
