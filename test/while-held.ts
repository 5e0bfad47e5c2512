import { type Tx, transact } from '@/server/platform/db';
import { testDb } from './test-db';

/**
 * Begins an act while another transaction holds a course, waits until the act waits for it, and lets that transaction
 * change something before it ends. Returns what becomes of the act.
 */
export async function whileHeld<T>(
  courseId: string,
  act: () => Promise<T>,
  change: (tx: Tx) => Promise<void>,
): Promise<T> {
  let begun: Promise<T> | undefined;
  await transact(testDb(), async (tx) => {
    await tx.$queryRaw`SELECT id FROM courses WHERE id = ${courseId}::uuid FOR UPDATE`;
    begun = act();
    // It is looked at below; until then nobody handles its failure.
    begun.catch(() => undefined);
    await waitForOneWaiting();
    await change(tx);
  });
  if (begun === undefined) throw new Error('The act was never begun.');
  return await begun;
}

// Beside the transaction: within one, the list of sessions stays as it was when it was first read.
async function waitForOneWaiting(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const waiting = await testDb().$queryRaw<unknown[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('Nobody waits for the course.');
}
