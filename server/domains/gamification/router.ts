import { achievements } from '@/server/domains/gamification/contract';
import { getAchievements } from '@/server/domains/gamification/queries/get-achievements';
import { router, signedIn } from '@/server/trpc/procedures';

/** What a person has achieved. Nothing is written here: points and badges follow from what they learn. */
export const gamificationRouter = router({
  mine: signedIn('none')
    .output(achievements)
    .query(async ({ ctx }) => await getAchievements(ctx)),
});
