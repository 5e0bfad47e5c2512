import type { RedisPort } from '@/server/platform/adapters/redis';
import type { UserContext } from '@/server/platform/context';

/** What looking after accounts needs: who asks, the key of mailed tokens, and where mails are counted. */
export type PeopleContext = UserContext & { readonly secret: string; readonly redis: RedisPort };
