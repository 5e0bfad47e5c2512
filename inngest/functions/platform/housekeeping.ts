import { inngest } from '@/inngest/client';
import {
  pruneApiKeys,
  pruneChallenges,
  pruneEmailChanges,
  pruneSessions,
  pruneTokens,
} from '@/server/domains/auth';
import { pruneInvitations } from '@/server/domains/courses';
import { pruneIdempotency } from '@/server/platform/idempotency';
import { pruneOutbox } from '@/server/platform/outbox';
import { services } from '@/server/wiring/services';

/** Rows removed by one step at most: a bounded transaction, and the next night takes the rest. */
const batch = 10_000;

/** Removes what nobody will ask for again: published events, answers to repeated calls, mailed tokens. */
export const pruneNightly = inngest.createFunction(
  { id: 'prune', triggers: [{ cron: '17 3 * * *' }], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) => ({
    events: await step.run('events', async () => pruneOutbox(services().db, services().clock, batch)),
    answers: await step.run('answers', async () => pruneIdempotency(services().db, services().clock, batch)),
    sessions: await step.run('sessions', async () => pruneSessions(services().db, services().clock, batch)),
    challenges: await step.run('challenges', async () =>
      pruneChallenges(services().db, services().clock, batch),
    ),
    apiKeys: await step.run('api-keys', async () => pruneApiKeys(services().db, services().clock, batch)),
    emailChanges: await step.run('email-changes', async () =>
      pruneEmailChanges(services().db, services().clock, batch),
    ),
    invitations: await step.run('invitations', async () =>
      pruneInvitations(services().db, services().clock, batch),
    ),
    tokens: await step.run('tokens', async () => pruneTokens(services().db, services().clock, batch)),
  }),
);
