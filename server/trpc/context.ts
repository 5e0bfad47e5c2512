import type { Actor } from '@/server/platform/actor';
import type { BreachedPasswords } from '@/server/platform/adapters/breached-passwords';
import type { ObjectStore } from '@/server/platform/adapters/object-store';
import type { RedisPort } from '@/server/platform/adapters/redis';
import type { UseCaseContext } from '@/server/platform/context';
import type { LiveHub } from '@/server/platform/live';

/** What a procedure can reach: the use-case context, the ports, and the facts of the request. */
export type Context<Who extends Actor | null = Actor | null> = UseCaseContext<Who> & {
  readonly redis: RedisPort;
  readonly objectStore: ObjectStore;
  readonly live: LiveHub;
  readonly breachedPasswords: BreachedPasswords;
  readonly requestId: string;
  /** Address of the caller as the nearest trusted proxy saw it; what anonymous calls are counted by. */
  readonly address: string;
};
