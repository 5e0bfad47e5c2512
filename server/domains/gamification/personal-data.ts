import { deleteAchievements, lockAchievements } from '@/server/domains/gamification/repo';
import { type Eraser, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** A person's points and badges, for the copy of their data. */
export const gamificationAreas: readonly PersonalArea[] = [
  {
    name: 'points',
    tables: ['point_entries'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.pointEntry.findMany({
          where: { userId, id: after },
          omit: { userId: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'badges',
    tables: ['badge_grants'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.badgeGrant.findMany({
          where: { userId, id: after },
          omit: { userId: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Removes a person's points and badges. A run that is under way ends before; one that begins after finds nobody. */
export const eraseAchievements: Eraser = async (tx, userId) => {
  await lockAchievements(tx, userId);
  await deleteAchievements(tx, userId);
};
