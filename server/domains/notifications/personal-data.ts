import { type Eraser, type PersonalArea, pagesById } from '@/server/platform/personal-data';

/** What a person was told, for the copy of their data. */
export const notificationAreas: readonly PersonalArea[] = [
  {
    name: 'notifications',
    tables: ['notifications'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.notification.findMany({
          where: { userId, id: after },
          select: { id: true, type: true, data: true, createdAt: true, readAt: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
  {
    name: 'mails',
    tables: ['mail_deliveries'],
    pages: (conn, userId) =>
      pagesById(({ after, take }) =>
        conn.mailDelivery.findMany({
          where: { userId, id: after },
          select: { id: true, template: true, createdAt: true, sentAt: true },
          orderBy: { id: 'asc' },
          take,
        }),
      ),
  },
];

/** Removes what a person was told and the record of their mails. */
export const eraseMessages: Eraser = async (tx, userId) => {
  await tx.notification.deleteMany({ where: { userId } });
  await tx.mailDelivery.deleteMany({ where: { userId } });
};
