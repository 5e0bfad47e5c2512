import { NonRetriableError, RetryAfterError } from 'inngest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../testing/workbench';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

describe('failures', () => {
  test('a NonRetriableError is not retried, and onFailure hears of it once', async () => {
    let attempts = 0;
    const failures: unknown[] = [];
    const { send, event: named } = await bench.open((client, event) => [
      client.createFunction(
        {
          id: 'final',
          triggers: [{ event: event('go') }],
          retries: 5,
          onFailure: ({ event: { data }, error }) => {
            failures.push({
              message: error.message,
              name: error.name,
              functionId: data.function_id,
              original: data.event.data,
              trigger: data.event.name,
            });
          },
        },
        async ({ step }) => {
          await step.run('stop', () => {
            attempts++;
            throw new NonRetriableError('that is that');
          });
        },
      ),
    ]);
    const eventId = await send('go', { order: 7 });
    await bench.until(() => failures.length > 0, 'onFailure runs');
    const runs = await bench.until(async () => {
      const [run] = await bench.runsOf(eventId);
      return run?.status === 'Failed' && run;
    }, 'the run has failed');
    expect(runs.status).toBe('Failed');
    expect(attempts).toBe(1);
    expect(failures).toEqual([
      {
        message: 'that is that',
        name: expect.any(String),
        functionId: expect.stringMatching(/-final$/),
        original: { order: 7 },
        trigger: named('go'),
      },
    ]);
  });

  test('a RetryAfterError decides when the next attempt is', async () => {
    const at: number[] = [];
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'later', triggers: [{ event: event('go') }] }, async ({ step }) => {
        await step.run('later', () => {
          at.push(Date.now());
          if (at.length === 1) throw new RetryAfterError('not yet', 2000);
        });
      }),
    ]);
    await send('go');
    await bench.until(() => at.length === 2, 'the second attempt');
    const [first = 0, second = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(1900);
  });

  test('an error outside of steps retries the function and keeps its steps', async () => {
    const attempts: number[] = [];
    let steps = 0;
    let isDone = false;
    const { send } = await bench.open((client, event) => [
      client.createFunction(
        { id: 'outside', triggers: [{ event: event('go') }], retries: 2 },
        async ({ step, attempt }) => {
          await step.run('once', () => void steps++);
          attempts.push(attempt);
          if (attempts.length < 3) throw new Error('between steps');
          isDone = true;
        },
      ),
    ]);
    await send('go');
    await bench.until(() => isDone, 'the third attempt', 60_000);
    expect(attempts).toEqual([0, 1, 2]);
    expect(steps).toBe(1);
  });

  test('without retries the first error is the last', async () => {
    let attempts = 0;
    const { send } = await bench.open((client, event) => [
      client.createFunction({ id: 'once', triggers: [{ event: event('go') }], retries: 0 }, () => {
        attempts++;
        throw new Error('only once');
      }),
    ]);
    const eventId = await send('go');
    const run = await bench.until(async () => {
      const [found] = await bench.runsOf(eventId);
      return found?.status === 'Failed' && found;
    }, 'the run has failed');
    expect(attempts).toBe(1);
    expect(JSON.stringify(run.output)).toContain('only once');
  });
});
