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
            name: true,
            alt: true,
            createdAt: true,
          },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'unfinished-uploads',
    tables: ['uploads'],
    pages: (conn, ownerId) =>
      pagesById(({ after, take }) =>
        conn.upload.findMany({
          where: { ownerId, id: after },
          select: { id: true, name: true, contentType: true, bytes: true, createdAt: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/**
 * Forgets who uploaded a file, and what they called it; the file belongs to its course. An upload under way is ended by the
 * sweep, because the store cannot be told within a transaction.
 */
export const eraseOwnership: Eraser = async (tx, userId) => {
  await tx.asset.updateMany({ where: { ownerId: userId }, data: { ownerId: null, name: '' } });
  await tx.upload.updateMany({ where: { ownerId: userId }, data: { ownerId: null, name: '' } });
};
