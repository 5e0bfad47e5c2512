import type { PersonalArea } from '@/server/platform/personal-data';

const pageSize = 200;

/** What a person did and what was done to them, from the audit log. Who else was involved is not said. */
export const auditArea: PersonalArea = {
  name: 'audit-log',
  tables: ['audit_entries'],
  async *pages(conn, userId) {
    for (let after = 0n; ; ) {
      const rows = await conn.auditEntry.findMany({
        where: {
          seq: { gt: after },
          OR: [{ actorId: userId }, { onBehalfOfId: userId }, { subjectType: 'user', subjectId: userId }],
        },
        omit: { previousHash: true, hash: true },
        orderBy: { seq: 'asc' },
        take: pageSize,
      });
      yield rows.map(({ seq, actorId, onBehalfOfId, actorName, network, requestId, ...row }) => {
        const isOwn = actorId === userId;
        const by = isOwn ? 'you' : actorId === null ? (actorName ?? 'the platform') : 'staff';
        const own = isOwn ? { network, requestId } : {};
        return { number: Number(seq), by, inYourName: onBehalfOfId === userId, ...row, ...own };
      });
      const last = rows.at(-1);
      if (rows.length < pageSize || last === undefined) return;
      after = last.seq;
    }
  },
};
