import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeApiKey } from '@/server/domains/auth/rules/api-key';
import type { ApiKeyScope } from '@/server/platform/api-key-scopes';
import { newId } from '@/server/platform/ids';
import { bearerContext, bearerOf } from '@/server/trpc/bearer';
import { serveTrpcWith } from '@/server/trpc/serve';
import { callAs, testContext } from '@/test/caller';
import { testFactory } from '@/test/factory';
import { fakeObjectStore } from '@/test/fake-ports';
import { testNow } from '@/test/fixed-clock';
import { testDb } from '@/test/test-db';
import type { School } from './client';
import { pull } from './pull';
import { type PushOptions, push } from './push';

const address = z.object({ port: z.number() });
const store = fakeObjectStore();
let server: Server;
let url = '';

/** What the store of the test is asked by its signed addresses. */
async function serveFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = path.slice('/store/'.length);
  if (request.method === 'PUT') {
    const { searchParams } = new URL(request.url ?? '', url);
    store.sendPart(key, Number(searchParams.get('part')), await buffer(request));
    response.end();
    return;
  }
  const found = store.objects.get(key);
  response.writeHead(found === undefined ? 404 : 200).end(found);
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '', url).pathname;
  if (path.startsWith('/store/')) {
    await serveFile(path, request, response);
    return;
  }
  const body = request.method === 'POST' ? { body: await buffer(request) } : {};
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const asked = new Request(new URL(request.url ?? '', url), {
    method: request.method ?? 'GET',
    headers,
    ...body,
  });
  const bearer = bearerOf(asked) ?? '';
  const here = (address: string) => address.replace('https://store.test/', `${url}/store/`);
  const objectStore = {
    ...store,
    presignGet: async (...given: Parameters<typeof store.presignGet>) =>
      here(await store.presignGet(...given)),
    multipart: {
      ...store.multipart,
      presignPart: async (...given: Parameters<typeof store.multipart.presignPart>) => {
        const signed = await store.multipart.presignPart(...given);
        return { ...signed, url: here(signed.url) };
      },
    },
  };
  const ports = { ...testContext(null), objectStore };
  const answer = await serveTrpcWith(async () => await bearerContext(asked, bearer, ports), asked);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${address.parse(server.address()).port}`;
});
afterAll(() => server.close());

const all: ApiKeyScope[] = ['courses.read', 'courses.write', 'media.read', 'media.write'];

async function schoolOf(userId: string, scopes = all): Promise<School> {
  const { key, prefix, keyHash } = makeApiKey();
  const expiresAt = new Date(testNow.getTime() + 86_400_000);
  const row = { id: newId(), userId, name: 'x', prefix, keyHash, scopes, createdAt: testNow, expiresAt };
  await testDb().apiKey.create({ data: row });
  return { url, key };
}

async function withCourse(lessons: ('article' | 'video' | 'quiz')[] = ['article', 'quiz', 'article']) {
  const factory = testFactory();
  const owner = await factory.user({ role: 'instructor' });
  const course = await factory.course({ owner, lessons });
  const school = await schoolOf(owner.id);
  const dir = await mkdtemp(join(tmpdir(), 'lyceum-course-'));
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const asked = { dir, isDryRun: false, isForced: false };
  const doPull = async (options = {}) =>
    await pull(school, { ...asked, slug: course.slug, withMedia: true, ...options }, say);
  const doPush = async (options: Partial<PushOptions> = {}) =>
    await push(school, { ...asked, prune: false, agree: async () => true, ...options }, say);
  const clean = async () => await rm(dir, { recursive: true });
  return { factory, owner, course, school, dir, said, doPull, doPush, clean };
}

/** Every file of a folder, with what is in it. */
async function contentOf(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files
    .toSorted()
    .map(async (path) => [path.slice(dir.length + 1), await readFile(path, 'utf8')]);
  return Object.fromEntries(await Promise.all(read));
}

async function lessonFile(dir: string, number: string): Promise<string> {
  const paths = Object.keys(await contentOf(dir));
  const found = paths.find((path) => path.includes(`/${number}-`) && path.endsWith('.md'));
  return join(dir, found ?? '');
}

describe('a course and its folder', () => {
  it('are a fixed point: pulled and pushed nothing changes, pushed and pulled every byte stays', async () => {
    const { doPull, doPush, dir, clean } = await withCourse();
    await doPull();
    const first = await contentOf(dir);
    expect(Object.keys(first).filter((path) => /\.(md|yaml)$/.test(path)).length).toBeGreaterThan(4);
    expect(await doPush()).toEqual([]);
    expect(await testDb().outboxEvent.count()).toBe(0);
    await doPull();
    expect(await contentOf(dir)).toEqual(first);
    await clean();
  });

  it('take what was written by hand: ids come into the files, and the rest stays as its author wrote it', async () => {
    const { doPull, doPush, dir, clean, said, course } = await withCourse();
    await doPull();
    const file = await lessonFile(dir, '01');
    const text = `${(await readFile(file, 'utf8')).replace('kind: article', '# Mine\nkind: article')}\nOne more line.\n`;
    await writeFile(file, text);
    const added = join(file, '..', '01a-by-hand.md');
    await writeFile(added, "---\ntitle: 'By hand'\nkind: article\n---\nWords.\n");
    const planned = await doPush({ isDryRun: true });
    expect(planned.map(({ act, title }) => `${act} ${title}`)).toEqual([
      expect.stringMatching(/^changed /),
      'added By hand',
    ]);
    expect(await readFile(added, 'utf8')).not.toContain('id:');
    expect(await doPush()).toHaveLength(2);
    expect(said).toContain('  + Lesson added: By hand');
    expect(await readFile(added, 'utf8')).toMatch(/^---\nid: [-0-9a-f]{36}\ntitle: 'By hand'\n/);
    expect(await readFile(file, 'utf8')).toBe(text);
    const before = await contentOf(dir);
    await doPull();
    expect(await contentOf(dir)).toEqual(before);
    const rows = await testDb().lesson.findMany({
      where: { courseId: course.id },
      orderBy: { position: 'asc' },
    });
    expect(rows[1]).toMatchObject({ title: 'By hand', slug: 'by-hand' });
    await clean();
  });

  it('are held apart when both have changed, with what has, and brought together by who decides', async () => {
    const { doPull, doPush, dir, clean, said, owner, course } = await withCourse();
    await doPull();
    const file = await lessonFile(dir, '01');
    await writeFile(file, `${await readFile(file, 'utf8')}\nHere.\n`);
    const [, , other] = course.lessons;
    const words = { courseSlug: course.slug, lessonId: other?.id ?? '', revision: 1, bodyMd: 'There.' };
    await callAs(owner).content.saveLesson(words);
    await expect(doPush()).rejects.toThrow('--force');
    expect(said.join('\n')).toContain('Changed at the school since the last pull:');
    await expect(doPull()).rejects.toThrow('A pull would lose these changes');
    expect(await readFile(file, 'utf8')).toContain('Here.');
    await doPull({ isForced: true });
    expect(await readFile(file, 'utf8')).not.toContain('Here.');
    expect(await doPush()).toEqual([]);
    await clean();
  });

  it('lose nothing at the school that is missing in the folder, unless that is asked for', async () => {
    const { doPull, doPush, dir, clean, said } = await withCourse();
    await doPull();
    await rm(await lessonFile(dir, '03'));
    expect(await doPush()).toEqual([]);
    expect(said.join('\n')).toContain('--prune takes it out');
    expect(await doPush({ prune: true })).toMatchObject([{ act: 'removed', what: 'lesson' }]);
    expect(await testDb().lesson.count({ where: { archivedAt: { not: null } } })).toBe(1);
    await clean();
  });

  it('bring files and captions there and back, each once', async () => {
    const { doPull, doPush, dir, clean, said, owner } = await withCourse(['article']);
    await doPull();
    const section = join(await lessonFile(dir, '01'), '..');
    // The beginning of an MP4, which is what files are known by, and enough besides for two parts.
    const film = Buffer.concat([
      Buffer.from('0000001866747970', 'hex'),
      Buffer.from('isom0000isommp42'),
      Buffer.alloc(9_000_000, 7),
    ]);
    await writeFile(join(section, '02-film.md'), '---\ntitle: Film\nkind: video\nmedia: film.mp4\n---\n');
    await expect(doPush()).rejects.toThrow('1 thing is not right yet');
    expect(said.join('\n')).toMatch(/02-film\.md:4:1: There is no file “film\.mp4”/);
    const media = join(dir, 'media');
    await mkdir(media);
    await writeFile(join(media, 'film.mp4'), film);
    await writeFile(join(media, 'film.mp4.en.vtt'), 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n');
    await doPush();
    const asset = await testDb().asset.findFirstOrThrow({
      where: { ownerId: owner.id },
      include: { captions: true },
    });
    expect(asset).toMatchObject({ name: 'film.mp4', bytes: film.byteLength, captions: [{ locale: 'en' }] });
    expect(asset.fingerprint).toMatch(/-2$/);
    const before = await contentOf(dir);
    expect(before['media/media.yaml']).toContain(asset.fingerprint);
    said.length = 0;
    expect(await doPush()).toEqual([]);
    await doPull();
    expect(said.filter((line) => /[↑↓]/.test(line))).toEqual([]);
    expect(await contentOf(dir)).toEqual(before);
    await rm(media, { recursive: true });
    await doPull({ isForced: true });
    expect((await readFile(join(media, 'film.mp4'))).equals(film)).toBe(true);
    expect(await readFile(join(media, 'film.mp4.en.vtt'), 'utf8')).toContain('Hello');
    await clean();
  });

  it('say everything that is wrong by file, line and column, and follow no link out of the folder', async () => {
    const { doPull, doPush, dir, clean, said } = await withCourse();
    await doPull();
    const file = await lessonFile(dir, '01');
    await writeFile(file, (await readFile(file, 'utf8')).replace('title:', 'titel: x\ntitle:'));
    await symlink('/etc/passwd', join(dir, 'description.md')).catch(async () => {
      await rm(join(dir, 'description.md'));
      await symlink('/etc/passwd', join(dir, 'description.md'));
    });
    const course = join(dir, 'course.yaml');
    await writeFile(course, (await readFile(course, 'utf8')).replace(/category: .*/, 'category: nowhere'));
    await expect(doPush()).rejects.toThrow('2 things are not right yet');
    expect(said.join('\n')).toMatch(
      /01-[^:]+\.md:3:1: There is no field “titel” here\. Did you mean “title”\?/,
    );
    expect(said.join('\n')).toMatch(/description\.md:1:1: This path is not safe/);
    await writeFile(file, (await readFile(file, 'utf8')).replace('titel: x\n', ''));
    await rm(join(dir, 'description.md'));
    said.length = 0;
    await expect(doPush()).rejects.toThrow('1 thing is not right yet');
    expect(said.join('\n')).toMatch(/course\.yaml:\d+:1: There is no category “nowhere”\./);
    await clean();
  });

  it('begin a course of their own, and are nobody’s whose key does not open it', async () => {
    const { doPush, doPull, dir, clean, owner, factory, course } = await withCourse();
    const { slug: category } = await factory.category();
    const head = `format: 1\ntitle: Bees\nslug: bees\nlevel: beginner\nlanguage: en\ncategory: ${category}\n`;
    await writeFile(join(dir, 'course.yaml'), head);
    expect(await doPush()).toMatchObject([{ act: 'added', what: 'course' }]);
    expect(await doPush()).toEqual([]);
    await expect(doPull()).rejects.toThrow('another course');
    const options = { dir, slug: course.slug, isDryRun: true, isForced: false, withMedia: false };
    const reader = await schoolOf(owner.id, ['media.read']);
    await expect(pull(reader, options, () => undefined)).rejects.toThrow('platform/scope_missing');
    const stranger = await schoolOf((await factory.user({ role: 'instructor' })).id);
    await expect(pull(stranger, options, () => undefined)).rejects.toThrow('courses/not_found');
    await clean();
  });
});
