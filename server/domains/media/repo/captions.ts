import type { Conn, Tx } from '@/server/platform/db';
import { newId } from '@/server/platform/ids';

type NewCaption = {
  readonly assetId: string;
  readonly locale: string;
  readonly label: string;
  readonly key: string;
};

/** Reads where the captions of a language lie, null when there are none. */
export async function findCaptionKey(conn: Conn, assetId: string, locale: string): Promise<string | null> {
  const where = { assetId_locale: { assetId, locale } };
  return (await conn.caption.findUnique({ where, select: { key: true } }))?.key ?? null;
}

/** Reads where the captions of a language lie; those of the file stay as they are until the transaction ends. */
export async function selectCaptionKey(tx: Tx, assetId: string, locale: string): Promise<string | null> {
  // The file's row, because captions that are not there yet cannot be locked.
  await tx.$queryRaw`SELECT id FROM assets WHERE id = ${assetId}::uuid FOR UPDATE`;
  const where = { assetId_locale: { assetId, locale } };
  return (await tx.caption.findUnique({ where, select: { key: true } }))?.key ?? null;
}

/** Notes captions, in the place of those of the same language. */
export async function putCaption(tx: Tx, { assetId, locale, label, key }: NewCaption): Promise<void> {
  await tx.caption.upsert({
    where: { assetId_locale: { assetId, locale } },
    create: { id: newId(), assetId, locale, label, key },
    update: { label, key },
    select: { id: true },
  });
}

/** Removes captions; false when they are gone already. */
export async function deleteCaption(tx: Tx, assetId: string, locale: string): Promise<boolean> {
  const { count } = await tx.caption.deleteMany({ where: { assetId, locale } });
  return count === 1;
}
