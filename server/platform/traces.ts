import type { Eraser } from '@/server/platform/personal-data';

/**
 * Removes what the platform's own workings keep of a person: answers to repeated calls, and events that have been
 * handed over. Events that wait still go out; they hold ids only.
 */
export const eraseTraces: Eraser = async (tx, userId) => {
  await tx.idempotencyRecord.deleteMany({ where: { actorId: userId } });
  await tx.outboxEvent.deleteMany({
    where: { publishedAt: { not: null }, data: { path: ['userId'], equals: userId } },
  });
};
