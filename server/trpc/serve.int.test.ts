import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Context } from '@/server/trpc/context';
import { serveTrpcWith } from '@/server/trpc/serve';
import { testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';

const failure = z.object({
  error: z.object({
    json: z.object({
      message: z.string(),
      data: z.object({
        error: z.object({ code: z.string(), fields: z.array(z.object({ path: z.string() })).optional() }),
        requestId: z.string(),
      }),
    }),
  }),
});

function ask(path: string, input: unknown): Request {
  const address = new URL(`http://localhost:3000/api/trpc/${path}`);
  address.searchParams.set('input', JSON.stringify({ json: input }));
  return new Request(address, { headers: { 'x-request-id': 'request-12345' } });
}

async function asLearner(): Promise<() => Promise<Context>> {
  const { id: userId } = await testFactory().user();
  return async () => ({
    ...testContext({ kind: 'user', userId, role: 'learner' }),
    requestId: 'request-12345',
  });
}

describe('a call over HTTP', () => {
  it('is answered with 503, the time to wait and its id when the database is gone before it begins', async () => {
    const lost = async () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:5432'));
    const response = await serveTrpcWith(lost, ask('notifications.unread', undefined));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('x-request-id')).toBe('request-12345');
    const body = await response.text();
    expect(failure.parse(JSON.parse(body)).error.json).toMatchObject({
      message: 'platform/unavailable',
      data: { error: { code: 'platform/unavailable' }, requestId: 'request-12345' },
    });
    expect(body).not.toContain('ECONNREFUSED');
  });

  it.each([
    ['people.list', { text: 'a\u0000b' }, 'platform/forbidden', undefined],
    ['certificates.download', { code: 'AAAA-BBBB-\u0000CCC' }, 'platform/invalid_input', 'code'],
    ['notifications.list', { cursor: 'x' }, 'platform/invalid_input', 'cursor'],
    [
      'notifications.list',
      {
        cursor: Buffer.from('["0000-01-01T00:00:00.000Z","01900000-0000-7000-8000-000000000001"]').toString(
          'base64url',
        ),
      },
      'platform/invalid_input',
      'cursor',
    ],
  ])('of %s with %j is refused as %s', async (path, input, code, field) => {
    const response = await serveTrpcWith(await asLearner(), ask(path, input));
    const { data } = failure.parse(await response.json()).error.json;
    expect(data.error.code).toBe(code);
    expect(data.error.fields?.map((one) => one.path)).toEqual(field === undefined ? undefined : [field]);
  });

  it('that another site sends is refused before anything runs', async () => {
    const request = new Request('http://localhost:3000/api/trpc/notifications.markRead', {
      method: 'POST',
      headers: { origin: 'https://evil.test', 'content-type': 'application/json' },
      body: '{}',
    });
    const response = await serveTrpcWith(() => Promise.reject(new Error('asked who it is')), request);
    expect(response.status).toBe(403);
  });

  it('says what the caller has left of what it was counted against, and nothing where nothing is counted', async () => {
    const learner = await asLearner();
    const write = new Request('http://localhost:3000/api/trpc/notifications.markRead', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ json: { upToId: crypto.randomUUID() } }),
    });
    const { headers } = await serveTrpcWith(learner, write);
    expect(headers.get('ratelimit-policy')).toBe('"write";q=120;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"write";r=120;t=\d+$/);
    const read = await serveTrpcWith(learner, ask('notifications.unread', undefined));
    expect(read.headers.has('ratelimit')).toBe(false);
  });
});
