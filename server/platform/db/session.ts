/**
 * What every connection says at its start. Prisma's adapter sends times without an offset, so that PostgreSQL would read
 * them in the zone of the server, the database or the role, whichever was set last.
 */
export const sessionOptions = '-c timezone=UTC';
