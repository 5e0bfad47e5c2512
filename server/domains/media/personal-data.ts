import type { Eraser, PersonalArea } from '@/server/platform/personal-data';
import { pagesById } from '@/server/platform/personal-data';

/** What a person uploaded for courses, for the copy of their data: what it is, not its bytes, which the courses have. */
export const mediaAreas: readonly PersonalArea[] = [
  {
    name: 'uploads',
    tables: ['assets'],
    pages: (conn, ownerId) =>
      pagesById(({ after, take }) =>
        conn.asset.findMany({
          where: { ownerId, id: after },
          select: {
            id: true,
            kind: true,
            status: true,
            contentType: true,
            bytes: true,
            alt: true,
            createdAt: true,
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Forgets who uploaded a file; the file belongs to its course. */
export const eraseOwnership: Eraser = async (tx, userId) => {
  await tx.asset.updateMany({ where: { ownerId: userId }, data: { ownerId: null } });
};
