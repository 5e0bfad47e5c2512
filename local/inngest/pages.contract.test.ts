import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from './testing/workbench';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

async function read(path: string): Promise<string> {
  const response = await fetch(`${bench.server.url}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  return response.text();
}

function submit(path: string, site = 'same-origin'): Promise<Response> {
  return fetch(`${bench.server.url}${path}`, {
    method: 'POST',
    headers: { 'sec-fetch-site': site },
    redirect: 'manual',
  });
}

test('show functions, events and runs with their steps and errors, escaped', async () => {
  const { send, event } = await bench.open((client, named) => [
    client.createFunction(
      { id: 'shown', name: 'Send <b>welcome</b>', triggers: [{ event: named('go') }], retries: 1 },
      async ({ step }) => {
        await step.run('load "learner"', () => ({ name: '<script>alert(1)</script>' }));
        await step.run('send mail', () => {
          throw new Error('no <mail> server');
        });
      },
    ),
  ]);
  const eventId = await send('go', { note: '<img src=x onerror=alert(1)>' });
  const run = await bench.until(async () => {
    const [found] = await bench.runsOf(eventId);
    return found?.status === 'Failed' && found;
  }, 'the run has failed');
  const runPage = await read(`/runs/${run.run_id}`);
  expect(runPage).toContain('load &quot;learner&quot;');
  expect(runPage).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(runPage).toContain('no &lt;mail&gt; server');
  expect(runPage).toContain('2 failed attempts');
  expect(runPage).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(runPage).not.toMatch(/<(script|img)\b/);
  expect(await read('/functions')).toContain('Send &lt;b&gt;welcome&lt;/b&gt;');
  expect(await read('/events')).toContain(event('go'));
  expect(await read('/events?system=yes')).toContain('inngest/function.failed');
  expect(await read('/events')).not.toContain('inngest/function.failed');
  expect(await read('/runs?status=failed')).toContain(run.run_id);
  expect(await read('/runs?status=queued')).not.toContain(run.run_id);
});

test('page through runs without losing or repeating one', async () => {
  const { client, event } = await bench.open((inngest, named) => [
    inngest.createFunction({ id: 'many', triggers: [{ event: named('go') }] }, () => null),
  ]);
  await client.send(Array.from({ length: 60 }, (_, n) => ({ name: event('go'), data: { n } })));
  const functionId = `${client.id}-many`;
  const list = (path: string) =>
    read(path).then((text) => [...text.matchAll(/\/runs\/(\w{26})/g)].map(([, id]) => id));
  const first = await bench.until(async () => {
    const text = await read(`/runs?function=${functionId}&status=completed`);
    const older = /href="(\/runs\?[^"]*before=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    return older && (await list(older)).length === 10 ? { older } : null;
  }, 'all have run');
  const ids = [
    ...(await list(`/runs?function=${functionId}&status=completed`)),
    ...(await list(first.older)),
  ];
  expect(new Set(ids).size).toBe(60);
});

test('replay a run with the same event, and cancel one', async () => {
  let isBroken = true;
  const seen: unknown[] = [];
  const { send } = await bench.open((client, named) => [
    client.createFunction({ id: 'replayed', triggers: [{ event: named('go') }], retries: 0 }, ({ event }) => {
      if (isBroken) throw new Error('broken');
      seen.push(event.data);
    }),
    client.createFunction({ id: 'long', triggers: [{ event: named('long') }] }, ({ step }) =>
      step.sleep('long', '1h'),
    ),
  ]);
  const eventId = await send('go', { n: 1 });
  const failed = await bench.until(async () => (await bench.runsOf(eventId))[0], 'the run exists');
  await bench.until(async () => (await bench.runsOf(eventId))[0]?.status === 'Failed', 'the run has failed');
  isBroken = false;
  const replayed = await submit(`/runs/${failed.run_id}/replay`);
  expect(replayed.status).toBe(303);
  await bench.until(() => seen.length === 1, 'the replay runs');
  expect(seen).toEqual([{ n: 1 }]);
  expect(await read(replayed.headers.get('location') ?? '')).toContain(
    `replay of <a href="/runs/${failed.run_id}"`,
  );

  const longId = await send('long');
  const long = await bench.until(async () => (await bench.runsOf(longId))[0], 'the long run exists');
  expect((await submit(`/runs/${long.run_id}/cancel`, 'cross-site')).status).toBe(403);
  expect((await submit(`/runs/${long.run_id}/cancel`)).status).toBe(303);
  await bench.until(async () => (await bench.runsOf(longId))[0]?.status === 'Cancelled', 'it is cancelled');
});
