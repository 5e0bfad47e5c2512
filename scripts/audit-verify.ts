/*
 * npm run audit:verify: computes every hash of the audit log anew and compares its end with the anchor in the object
 * store. Exits with 1 when a row is broken and with 2 when it could not be looked at.
 */
import { Pool } from 'pg';
import { z } from 'zod';
import { createObjectStore } from '@/server/platform/adapters/object-store';
import { readAnchor } from '@/server/platform/audit/anchor';
import { type Damage, verifyChain } from '@/server/platform/audit/verify';
import { createDb } from '@/server/platform/db';
import { sessionOptions } from '@/server/platform/db/session';

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

const settings = z.object({
  DATABASE_URL: z.string().min(1),
  S3_ENDPOINT: optional,
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z.string().min(1),
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
});

const meanings: Readonly<Record<Damage, string>> = {
  changed: 'was changed after it was written',
  missing: 'is missing',
  reordered: 'is not in the place it was written in',
  inserted: 'was put there by somebody else',
  truncated: 'and everything after it was cut off: the anchor is of a longer log',
  rewritten: 'is another one than when the anchor was kept: the log was written anew',
};

async function main(): Promise<void> {
  const env = settings.parse(process.env);
  const anchor = await readAnchor(
    createObjectStore({
      endpoint: env.S3_ENDPOINT,
      region: env.S3_REGION,
      bucket: env.S3_BUCKET,
      accessKeyId: env.S3_ACCESS_KEY_ID,
      secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    }),
  );
  const pool = new Pool({ connectionString: env.DATABASE_URL, options: sessionOptions, max: 1 });
  try {
    const { sound, broken } = await verifyChain(createDb(pool), anchor);
    console.info(`${sound} rows of the audit log are sound.`);
    if (anchor === null) console.info('No anchor was kept yet: a log cut short could not be told.');
    else console.info(`The anchor is of row ${anchor.seq}.`);
    if (broken === null) return;
    console.error(`Row ${broken.seq} ${meanings[broken.damage]}.`);
    process.exitCode = 1;
  } finally {
    await pool.end();
  }
}

await main().catch((error: unknown) => {
  console.error('The audit log could not be verified.', error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
