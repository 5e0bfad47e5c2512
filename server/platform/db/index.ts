export { createDb, readDb, transact } from '@/server/platform/db/client';
export { isDatabaseUnavailable, isReferenced, isTaken, isUnstorableText } from '@/server/platform/db/errors';
export { primaryPool } from '@/server/platform/db/pool';
export type { Conn, Db, Tx } from '@/server/platform/db/types';
