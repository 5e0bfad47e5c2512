import type { Actor, UserActor } from '@/server/platform/actor';
import type { Clock } from '@/server/platform/clock';
import type { Db } from '@/server/platform/db';

/** What every command and query gets first: who asks, at what time, against which database. */
export type UseCaseContext<Who extends Actor | null = Actor | null> = {
  readonly db: Db;
  readonly clock: Clock;
  readonly actor: Who;
};

/** The context of a use case that only a signed-in person can reach. */
export type UserContext = UseCaseContext<UserActor>;
