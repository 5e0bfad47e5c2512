import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@/prisma/generated/client';
import { hashPassword } from '@/server/domains/auth/passwords';
import { sessionOptions } from '@/server/platform/db/session';
import { buildActivity } from './build-activity';
import { buildCourses } from './build-courses';
import { moveSessions, partFiles } from './build-parts';
import { buildPeople } from './build-people';
import { buildCertificateFiles } from './certificate-files';
import { demoPassword } from './demo-accounts';
import { type Content, loadContent } from './load-content';
import { findFfmpeg } from './media/ffmpeg';
import { buildMediaLibrary, filesOf, type MediaLibrary } from './media-library';
import { type ObjectStoreConfig, storeFiles } from './object-store';
import { planLearning } from './plan-learning';
import { emptyRows, type SeedRows } from './seed-rows';
import { writeRowsWhenEmpty } from './write-rows';

/** What the seed needs to know of its surroundings. */
export interface SeedOptions {
  readonly databaseUrl: string;
  readonly objectStore: ObjectStoreConfig;
  /** Address of the site, for what is printed on certificates. */
  readonly appUrl: string;
  /** Where rendered videos are kept for the next time. */
  readonly cacheDir: string;
  /** An ffmpeg to prefer. */
  readonly ffmpegPath?: string | undefined;
  /** Called with one line whenever there is something new to say. */
  readonly onProgress?: (line: string) => void;
}

/** Returns every row of the school, the same ones each time; `passwordHash` becomes the password of everyone. */
export function buildRows(content: Content, media: MediaLibrary, passwordHash: string): SeedRows {
  const rows = emptyRows();
  const people = buildPeople(rows, content, passwordHash);
  const courses = buildCourses(rows, content, people, media);
  buildActivity(rows, planLearning(content, people.learners, courses), courses);
  return rows;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function seed(db: PrismaClient, options: SeedOptions): Promise<boolean> {
  const { objectStore, appUrl, cacheDir, ffmpegPath, onProgress: say = () => undefined } = options;
  const content = await loadContent();
  // Hashed once for everyone: the cost of argon2id is meant to be felt.
  const passwordHash = hashPassword(demoPassword);
  const media = await buildMediaLibrary(content, {
    cacheDir,
    ffmpegPath: once(() => findFfmpeg(ffmpegPath)),
    onVideo: (ready, total) => say(`video ${ready} of ${total}`),
  });
  const rows = buildRows(content, media, await passwordHash);
  moveSessions(rows, new Date());
  say('certificates');
  const files = [...filesOf(media), ...partFiles(content), ...(await buildCertificateFiles(rows, appUrl))];
  await storeFiles(objectStore, files, (count) => {
    if (count % 10 === 0 || count === files.length) say(`file ${count} of ${files.length}`);
  });
  say(`${content.courses.length} courses, ${rows.users.length} people`);
  return await writeRowsWhenEmpty(db, rows);
}

/**
 * Fills an empty database with the demonstration school; one that has any user is not touched.
 *
 * Files go first, under keys that depend on their content, and all rows follow in one transaction: a run that was
 * interrupted leaves no row and is simply made again.
 *
 * @returns whether the school was written
 * @throws ContentError that names file and field; Error when object store, database or ffmpeg refuse
 */
export async function seedWhenEmpty(options: SeedOptions): Promise<boolean> {
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: options.databaseUrl, options: sessionOptions }),
  });
  try {
    if ((await db.user.count()) > 0) return false;
    return await seed(db, options);
  } finally {
    await db.$disconnect();
  }
}
