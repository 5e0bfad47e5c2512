import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeApiKey } from '@/server/domains/auth/rules/api-key';
import type { ApiKeyScope } from '@/server/platform/api-key-scopes';
import { newId } from '@/server/platform/ids';
import { bearerContext, bearerOf } from '@/server/trpc/bearer';
import { serveTrpcWith } from '@/server/trpc/serve';
import { testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { countingRedis } from '@/test/fake-ports';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';

const failure = z.object({ error: z.object({ json: z.object({ message: z.string() }) }) });

async function withKey(scopes: ApiKeyScope[], role: 'instructor' | 'admin' = 'instructor') {
  const factory = testFactory();
  const user = await factory.user({ role });
  const { id: userId } = user;
  const { key, prefix, keyHash } = makeApiKey();
  const expiresAt = new Date(testNow.getTime() + 86_400_000);
  const id = newId();
  const row = { id, userId, name: 'x', prefix, keyHash, scopes, createdAt: testNow, expiresAt };
  await testDb().apiKey.create({ data: row });
  return { factory, user, userId, key, id };
}

/** Sends a call with a key, as a program does; or with whatever else is said. */
async function send(
  path: string,
  key: string,
  options: { input?: unknown; isWrite?: boolean; headers?: Record<string, string> } = {},
): Promise<Response> {
  const address = new URL(`http://localhost:3000/api/trpc/${path}`);
  const json = JSON.stringify({ json: options.input });
  if (options.isWrite !== true) address.searchParams.set('input', json);
  const request = new Request(address, {
    method: options.isWrite === true ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'x-request-id': 'request-12345',
      ...options.headers,
    },
    ...(options.isWrite === true ? { body: json } : {}),
  });
  const bearer = bearerOf(request);
  if (bearer === null) throw new Error('no bearer');
  return await serveTrpcWith(async () => await bearerContext(request, bearer, testContext(null)), request);
}

const refusalOf = async (response: Response) => failure.parse(await response.json()).error.json.message;

describe('a call by an API key', () => {
  it('does what its person may do, is counted for the key and says what is left', async () => {
    const { factory, user, key, id } = await withKey(['courses.read']);
    const { slug } = await factory.course({ owner: user });
    const response = await send('courses.frame', key, { input: { courseSlug: slug } });
    expect(response.status).toBe(200);
    expect(response.headers.get('ratelimit-policy')).toBe('"apiKey";q=600;w=60');
    expect(response.headers.get('ratelimit')).toMatch(/^"apiKey";r=\d+;t=\d+$/);
    expect(await testDb().apiKey.findUnique({ where: { id }, select: { lastUsedOn: true } })).toEqual({
      lastUsedOn: new Date(testNow.toISOString().slice(0, 10)),
    });
    const foreign = await factory.course();
    const other = await send('courses.frame', key, { input: { courseSlug: foreign.slug } });
    expect(await refusalOf(other)).toBe('courses/not_found');
  });

  it('counts each call of a batch against the key, and is told when to come again', async () => {
    const { key } = await withKey(['learning.read']);
    const ports = { ...testContext(null), redis: countingRedis() };
    const paths = Array.from({ length: 20 }, () => 'certificates.listMine').join(',');
    const input = JSON.stringify(
      Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at, { json: {} }])),
    );
    const address = `http://localhost:3000/api/trpc/${paths}?batch=1&input=${encodeURIComponent(input)}`;
    const ask = async () => {
      const request = new Request(address, { headers: { authorization: `Bearer ${key}` } });
      return await serveTrpcWith(async () => await bearerContext(request, key, ports), request);
    };
    for (let batch = 1; batch < 30; batch += 1) await ask();
    const last = await ask();
    expect([last.status, last.headers.get('ratelimit')]).toEqual([
      200,
      expect.stringMatching(/^"apiKey";r=0;/),
    ]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is on record with the key before it writes, and in what the write itself records', async () => {
    const { key, id, user, userId, factory } = await withKey(['courses.write']);
    const { slug } = await factory.course({ owner: user });
    const input = { courseSlug: slug, title: 'By a machine' };
    const response = await send('content.addSection', key, { input, isWrite: true });
    expect(response.status).toBe(200);
    const trail = await testDb().auditEntry.findMany({ orderBy: { seq: 'asc' } });
    expect(
      trail.map(({ action, actorId, subjectType, subjectId, after }) => [
        action,
        actorId,
        subjectType,
        subjectType === 'api_key' ? subjectId : null,
        after,
      ]),
    ).toEqual([
      ['api_key.acted', userId, 'api_key', id, { procedure: 'content.addSection', apiKey: id }],
      [
        'curriculum.changed',
        userId,
        'course',
        null,
        { change: 'added', sections: 1, lessons: 0, apiKey: id },
      ],
    ]);
  });

  it('needs no look at where it comes from, and brings no cookie of anybody', async () => {
    const { key, user, factory } = await withKey(['courses.write']);
    const { slug } = await factory.course({ owner: user });
    const headers = { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site', cookie: 'x=y' };
    const options = { input: { courseSlug: slug, title: 'x' }, isWrite: true, headers };
    expect((await send('content.addSection', key, options)).status).toBe(200);
  });

  it.each([
    ['courses.frame', { courseSlug: 'x' }, 'platform/scope_missing', 403],
    ['people.list', {}, 'platform/not_by_api_key', 403],
    ['auth.viewer', undefined, 'platform/not_by_api_key', 403],
    ['auth.apiKeys', undefined, 'platform/not_by_api_key', 403],
  ])(
    'of %s without a scope that opens it is refused, also to an administrator',
    async (path, input, code, status) => {
      const { key } = await withKey(['media.read'], 'admin');
      const response = await send(path, key, { input });
      expect([await refusalOf(response), response.status]).toEqual([code, status]);
    },
  );

  it('with a key that is none, unknown, or its person’s no more, is told why and what proves a caller', async () => {
    const { key, userId } = await withKey(['courses.read']);
    for (const [sent, code] of [
      ['lyc_x', 'auth/api_key_malformed'],
      ['', 'auth/api_key_malformed'],
      [makeApiKey().key, 'auth/api_key_unknown'],
    ] as const) {
      const response = await send('courses.frame', sent, { input: { courseSlug: 'x' } });
      expect([await refusalOf(response), response.status]).toEqual([code, 401]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
    await testDb().user.update({ where: { id: userId }, data: { suspendedAt: testNow } });
    const suspended = await send('courses.frame', key, { input: { courseSlug: 'x' } });
    expect([await refusalOf(suspended), suspended.status]).toEqual(['auth/suspended', 403]);
  });

  it('is told from one by a cookie by its header, however that is written', () => {
    const bearer = (authorization?: string) =>
      bearerOf(
        new Request('http://localhost', authorization === undefined ? {} : { headers: { authorization } }),
      );
    expect([
      bearer(),
      bearer('Basic x'),
      bearer('bearer  a'),
      bearer('Bearer'),
      bearer('Bearertoken'),
    ]).toEqual([null, null, 'a', '', null]);
  });
});
