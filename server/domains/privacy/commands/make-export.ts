import { createReadStream } from 'node:fs';
import { listCertificateFiles } from '@/server/domains/certificates';
import { readMe } from '@/server/domains/privacy/archive/read-me';
import { type Archive, withZipFile } from '@/server/domains/privacy/archive/zip-file';
import { exportDays } from '@/server/domains/privacy/contract';
import { privacyEvents } from '@/server/domains/privacy/events';
import { personalAreas } from '@/server/domains/privacy/personal-areas';
import { markExportReady, selectExport, updateExportKey } from '@/server/domains/privacy/repo/exports';
import { findAccount, findAvatarKey } from '@/server/domains/users';
import { ObjectNotFoundError, type ObjectStore } from '@/server/platform/adapters/object-store';
import type { UseCaseContext } from '@/server/platform/context';
import { type Conn, transact } from '@/server/platform/db';
import { emit } from '@/server/platform/events';
import type { PersonalArea } from '@/server/platform/personal-data';

const dayMs = 86_400_000;

type ExportContext = Pick<UseCaseContext, 'db' | 'clock'> & { readonly objectStore: ObjectStore };

/**
 * Makes an ordered copy and says that it is ready. Repeating it makes the same file under the same key; one that is
 * ready, failed or gone is left alone.
 */
export async function makeExport(
  ctx: ExportContext,
  { exportId }: { exportId: string },
): Promise<'made' | 'not_wanted'> {
  const order = await selectExport(ctx.db, exportId);
  if (order === null || order.readyAt !== null || order.failedAt !== null) return 'not_wanted';
  const { userId } = order;
  const key = `private/exports/${exportId}.zip`;
  if (!(await updateExportKey(ctx.db, exportId, key))) return 'not_wanted';
  const bytes = await withZipFile(
    async (archive) => await fill(ctx, archive, userId),
    async (file) => {
      const body = { stream: createReadStream(file.path), contentLength: file.bytes };
      await ctx.objectStore.put(key, body, { contentType: 'application/zip' });
      return file.bytes;
    },
  );
  const readyAt = ctx.clock.now();
  const expiresAt = new Date(readyAt.getTime() + exportDays * dayMs);
  const outcome = await transact(ctx.db, async (tx) => {
    if (!(await markExportReady(tx, exportId, { readyAt, expiresAt, bytes }))) return 'not_wanted' as const;
    await emit(tx, privacyEvents.exportReady, { userId, exportId });
    return 'made' as const;
  });
  if (outcome === 'not_wanted' && !(await isReady(ctx, exportId))) {
    // Its person was erased, or it was given up, while it was made: nobody else knows of the file.
    await ctx.objectStore.delete(key);
  }
  return outcome;
}

/** Two may have made the same copy at once: the file of the one that was first stays. */
async function isReady({ db }: ExportContext, exportId: string): Promise<boolean> {
  const order = await selectExport(db, exportId);
  return order !== null && order.readyAt !== null;
}

async function fill(ctx: ExportContext, archive: Archive, userId: string): Promise<void> {
  const account = await findAccount(ctx.db, userId);
  const names = personalAreas.map(({ name }) => `data/${name}.json`);
  const text = readMe(account?.locale ?? 'en', { madeAt: ctx.clock.now(), names });
  await archive.addText('README.txt', [text]);
  for (const area of personalAreas) {
    await archive.addText(`data/${area.name}.json`, jsonOf(ctx.db, area, userId));
  }
  for (const { code, key } of await listCertificateFiles(ctx.db, userId)) {
    await addFile(ctx.objectStore, archive, { name: `files/certificates/${code}.pdf`, key });
  }
  const avatarKey = await findAvatarKey(ctx.db, userId);
  if (avatarKey !== null) {
    const name = `files/picture/${avatarKey.split('/').at(-1) ?? 'picture'}`;
    await addFile(ctx.objectStore, archive, { name, key: avatarKey });
  }
}

/** A file that is gone meanwhile is left out: the rest of the copy is owed all the same. */
async function addFile(
  objectStore: ObjectStore,
  archive: Archive,
  file: { readonly name: string; readonly key: string },
): Promise<void> {
  try {
    await archive.addBytes(file.name, await objectStore.get(file.key));
  } catch (error) {
    if (!(error instanceof ObjectNotFoundError)) throw error;
  }
}

/** One JSON list, a row a line, written while it is read. */
async function* jsonOf(conn: Conn, area: PersonalArea, userId: string): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of area.pages(conn, userId)) {
    for (const row of rows) {
      yield before +
        JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? value.toString() : value));
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
