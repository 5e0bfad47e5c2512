import { defineConfig } from 'prisma/config';

/** Read by Prisma's own command line; `npm run db:*` needs none of it (docs/database.md). */
export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'tsx prisma/seed/main.ts' },
  ...(process.env['DATABASE_URL'] ? { datasource: { url: process.env['DATABASE_URL'] } } : {}),
});
