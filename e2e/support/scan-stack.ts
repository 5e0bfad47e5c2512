import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Client } from 'pg';
import { z } from 'zod';

const settingsSchema = z.object({
  DATABASE_URL: z.string(),
  UPSTASH_REDIS_REST_URL: z.string(),
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  S3_ENDPOINT: z.string(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string(),
  S3_ACCESS_KEY_ID: z.string(),
  S3_SECRET_ACCESS_KEY: z.string(),
});

/** The settings of the stack under test. */
export function stackSettings() {
  return settingsSchema.parse(JSON.parse(process.env['STACK_SETTINGS'] ?? '{}'));
}

/** Where words were found, and how much was looked through. */
export type Scan = { readonly found: readonly string[]; readonly scanned: string };

const holds = (text: string, words: readonly string[]) =>
  words.some((word) => text.toLowerCase().includes(word));

/** Every row of every table of every schema, with all of its columns as text, bytes in hexadecimal digits too. */
async function scanPostgres(words: readonly string[]): Promise<Scan> {
  const client = new Client({ connectionString: stackSettings().DATABASE_URL });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const wanted = words.flatMap((word) => [word, Buffer.from(word).toString('hex')]);
    const found: string[] = [];
    let rows = 0;
    for (const { name } of tables) {
      const { rows: counts } = await client.query<{ all: string; hits: string }>(
        `SELECT count(*) AS all, count(*) FILTER (WHERE EXISTS (
           SELECT 1 FROM unnest($1::text[]) AS word WHERE position(word IN lower(t::text)) > 0)) AS hits
         FROM ${name} AS t`,
        [wanted],
      );
      rows += Number(counts[0]?.all ?? 0);
      if (Number(counts[0]?.hits ?? 0) > 0) found.push(`postgres ${name}`);
    }
    return { found, scanned: `PostgreSQL: ${tables.length} tables of all schemas, ${rows} rows` };
  } finally {
    await client.end();
  }
}

async function redisCall(command: readonly string[]): Promise<unknown> {
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = stackSettings();
  const response = await fetch(UPSTASH_REDIS_REST_URL, {
    method: 'POST',
    headers: { authorization: `Bearer ${UPSTASH_REDIS_REST_TOKEN}` },
    body: JSON.stringify(command),
  });
  return z.object({ result: z.unknown() }).parse(await response.json()).result;
}

const readers: Readonly<Record<string, (key: string) => readonly string[]>> = {
  string: (key) => ['GET', key],
  hash: (key) => ['HGETALL', key],
  list: (key) => ['LRANGE', key, '0', '-1'],
  set: (key) => ['SMEMBERS', key],
  zset: (key) => ['ZRANGE', key, '0', '-1'],
};

async function scanRedis(words: readonly string[]): Promise<Scan> {
  const keys = z.array(z.string()).parse(await redisCall(['KEYS', '*']));
  const found: string[] = [];
  for (const key of keys) {
    const read = readers[z.string().parse(await redisCall(['TYPE', key]))];
    const value = read === undefined ? '' : JSON.stringify(await redisCall(read(key)));
    if (holds(`${key} ${value}`, words)) found.push(`redis ${key}`);
  }
  return { found, scanned: `Redis: ${keys.length} keys with their values` };
}

/** The object store of the stack under test. */
export function stackBucket() {
  const settings = stackSettings();
  const client = new S3Client({
    endpoint: settings.S3_ENDPOINT,
    region: settings.S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: settings.S3_ACCESS_KEY_ID, secretAccessKey: settings.S3_SECRET_ACCESS_KEY },
  });
  return { client, Bucket: settings.S3_BUCKET };
}

async function scanObjects(words: readonly string[]): Promise<Scan> {
  const { client, Bucket } = stackBucket();
  const found: string[] = [];
  let count = 0;
  for (let token: string | undefined, more = true; more; ) {
    const page = await client.send(new ListObjectsV2Command({ Bucket, ContinuationToken: token }));
    for (const { Key = '' } of page.Contents ?? []) {
      count += 1;
      const { Body, Metadata } = await client.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      // An archive or a PDF is packed: that there is none of this person is said by its key.
      if (holds(`${Key} ${JSON.stringify(Metadata)} ${bytes.toString('latin1')}`, words)) {
        found.push(`object ${Key}`);
      }
    }
    token = page.NextContinuationToken;
    more = token !== undefined;
  }
  return { found, scanned: `object store: ${count} objects, keys and bytes` };
}

async function scanLogs(words: readonly string[]): Promise<Scan> {
  const folder = join(process.env['STACK_DATA_DIR'] ?? '', 'logs');
  const found: string[] = [];
  let bytes = 0;
  const names = await readdir(folder);
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    bytes += text.length;
    if (holds(text, words)) found.push(`log ${name}`);
  }
  return { found, scanned: `logs: ${names.join(', ')}, ${Math.round(bytes / 1_000)} kB` };
}

/** Looks for words, in lower case, in everything the stack under test keeps. */
export async function scanStack(words: readonly string[]): Promise<Scan> {
  const scans = [
    await scanPostgres(words),
    await scanRedis(words),
    await scanObjects(words),
    await scanLogs(words),
  ];
  return {
    found: scans.flatMap(({ found }) => found),
    scanned: scans.map(({ scanned }) => scanned).join('\n'),
  };
}
