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

/** So that the next sweep looks at it. */
const atOnce = new Date(0);

/**
 * Forgets who uploaded a file, and what they called it. One that a course uses belongs to it; the sweep of orphans finds
 * the others, which asks courses and lessons, and removes them with every byte. An upload under way is ended by the
 * sweep, because the store cannot be told within a transaction.
 */
export const eraseOwnership: Eraser = async (tx, userId) => {
  await tx.asset.updateMany({
    where: { ownerId: userId },
    data: { ownerId: null, name: '', orphanDueAt: atOnce },
  });
  await tx.upload.updateMany({ where: { ownerId: userId }, data: { ownerId: null, name: '' } });
};
