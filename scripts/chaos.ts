/*
 * npm run chaos: 50 learners complete a course while the web server, the workflow executor and PostgreSQL are killed at
 * random moments. Afterwards every one of them has exactly one certificate with its PDF, one notification and one mail.
 */
import { encode } from 'next-auth/jwt';
import { Client, Pool } from 'pg';
import { Factory } from '@/prisma/factories/factory';
import { openSession } from '@/server/domains/auth/commands/open-session';
import { createDb } from '@/server/platform/db';
import { sessionOptions } from '@/server/platform/db/session';
import { readCourseKey } from './chaos/course-key';
import { takeCourse } from './chaos/journey';
import { type KillCount, killAtRandom } from './chaos/killer';
import { StubbornClient } from './chaos/stubborn-client';
import { awaitOutcomes, isExact, type Outcome } from './chaos/verdict';
import { type OwnStack, withStack } from './stack';

const learnerCount = Number(process.env['CHAOS_LEARNERS'] ?? 50);

/** Learners begin over this span of ms, so that at each kill some of them are at every step. */
const spreadMs = 60_000;

type Learner = { readonly id: string; readonly email: string; readonly sessionId: string };

async function makeLearners(databaseUrl: string): Promise<Learner[]> {
  const pool = new Pool({ connectionString: databaseUrl, options: sessionOptions });
  const [db, at] = [createDb(pool), new Date()];
  const factory = new Factory(db, { now: at, namespace: 'chaos' });
  const learners: Learner[] = [];
  for (let index = 1; index <= learnerCount; index += 1) {
    const { id, email } = await factory.user({
      email: `chaos-${String(index).padStart(2, '0')}@lyceum.test`,
    });
    learners.push({ id, email, sessionId: await openSession(db, { userId: id, method: 'password', at }) });
  }
  await pool.end();
  return learners;
}

/** Gives a learner the cookie of their session as sign-in would; fifty sign-ins from one address are more than the limit allows. */
async function clientFor(stack: OwnStack, learner: Learner): Promise<StubbornClient> {
  const claims = { sub: learner.id, sid: learner.sessionId, sv: 1 };
  const token = await encode({ token: claims, secret: stack.env['AUTH_SECRET'] ?? '' });
  return new StubbornClient(stack.origin, `lyceum.session=${token}`);
}

async function completeAll(
  stack: OwnStack,
  learners: readonly Learner[],
  key: Awaited<ReturnType<typeof readCourseKey>>,
) {
  let finished = 0;
  const clients = await Promise.all(learners.map(async (learner) => await clientFor(stack, learner)));
  const killing = killAtRandom(stack.processes, () => finished === learners.length);
  const learning = clients.map(async (client) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * spreadMs));
    // Counted also when it fails, or the killing would never end.
    await takeCourse(client, key).finally(() => {
      finished += 1;
    });
  });
  const results = await Promise.allSettled(learning);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
  const retries = clients.reduce((sum, client) => sum + client.retries, 0);
  return { kills: await killing, failures, retries };
}

function report(
  outcomes: readonly Outcome[],
  kills: KillCount,
  retries: number,
  failures: readonly string[],
): boolean {
  const exact = outcomes.filter(isExact).length;
  const deliveries = outcomes.reduce((sum, outcome) => sum + outcome.deliveries, 0);
  console.log(`\nkill -9: web ${kills.web}, executor ${kills.workflows}, PostgreSQL ${kills.postgres}`);
  console.log(`calls that learners had to repeat: ${retries}; journeys that failed: ${failures.length}`);
  for (const failure of failures) console.log(`  ${failure}`);
  console.log(
    `learners with exactly one certificate, PDF, notification and mail: ${exact} of ${outcomes.length}`,
  );
  console.log(`mails handed to the mail server: ${deliveries} for ${outcomes.length} owed`);
  for (const outcome of outcomes.filter((one) => !isExact(one))) console.log('  not exact:', outcome);
  return exact === learnerCount && failures.length === 0;
}

await withStack(async (stack) => {
  const databaseUrl = stack.env['DATABASE_URL'] ?? '';
  const before = new Client({ connectionString: databaseUrl });
  await before.connect();
  const key = await readCourseKey(before);
  await before.end();
  const learners = await makeLearners(databaseUrl);
  console.log(`${learners.length} learners take "${key.courseSlug}"`);
  const { kills, failures, retries } = await completeAll(stack, learners, key);
  const after = new Client({ connectionString: databaseUrl });
  await after.connect();
  const outcomes = await awaitOutcomes(after, stack.urls['mail'] ?? '', key.courseId);
  await after.end();
  const isGood = report(outcomes, kills, retries, failures);
  process.exitCode = isGood ? 0 : 1;
});
