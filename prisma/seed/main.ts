import { join } from 'node:path';
import { z } from 'zod';
import { withClient } from '../connection';

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

/** The settings of the application that the seed shares (`.env.example`). */
const settings = z.object({
  DATABASE_URL: z.string().min(1),
  APP_URL: z.url().default('http://localhost:3000'),
  S3_ENDPOINT: optional,
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z.string().min(1),
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  FFMPEG_PATH: optional,
});

/** Asked before anything of the seed is loaded, so that the usual start loses no time here. */
async function hasPeople(databaseUrl: string): Promise<boolean> {
  const { rowCount } = await withClient(databaseUrl, (client) => client.query('SELECT 1 FROM users LIMIT 1'));
  return rowCount !== 0;
}

async function main(): Promise<void> {
  const env = settings.parse(process.env);
  if (await hasPeople(env.DATABASE_URL)) {
    console.info('There are people here already; nothing was seeded.');
    return;
  }
  const { seedWhenEmpty } = await import('./seed');
  await seedWhenEmpty({
    databaseUrl: env.DATABASE_URL,
    appUrl: env.APP_URL,
    objectStore: {
      endpoint: env.S3_ENDPOINT,
      region: env.S3_REGION,
      bucket: env.S3_BUCKET,
      accessKeyId: env.S3_ACCESS_KEY_ID,
      secretAccessKey: env.S3_SECRET_ACCESS_KEY,
    },
    ffmpegPath: env.FFMPEG_PATH,
    cacheDir: join(import.meta.dirname, '../../.cache/seed-media'),
    onProgress: (line) => console.info(line),
  });
}

await main().catch((error: unknown) => {
  const isForPeople =
    error instanceof z.ZodError || (error instanceof Error && error.name === 'ContentError');
  console.error(isForPeople ? error.message : error);
  process.exitCode = 1;
});
