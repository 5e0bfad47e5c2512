import type { BreachedPasswords } from '@/server/platform/adapters/breached-passwords';
import type { RedisPort } from '@/server/platform/adapters/redis';
import type { UseCaseContext } from '@/server/platform/context';

/** What proving who one is needs besides database and clock: the key of mailed tokens, and where attempts are counted. */
export type AuthContext = UseCaseContext & { readonly secret: string; readonly redis: RedisPort };

/** What choosing a password needs besides: who knows stolen ones. */
export type ChoiceContext = { readonly breachedPasswords: BreachedPasswords };
