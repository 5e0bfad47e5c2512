import 'server-only';
import { buffer } from 'node:stream/consumers';
import { ObjectNotFoundError } from '@/server/platform/adapters/object-store';
import { log } from '@/server/platform/log';
import { isPublicKey } from '@/server/platform/public-key';
import { services } from '@/server/wiring/services';

/** Keys name their content by hash or version, so that a copy never grows old. */
const forEver = 'public, max-age=31536000, immutable';

/** Of people, copies grow old within a day: one who wants theirs gone wants it gone everywhere. */
const forADay = 'public, max-age=86400';

/** A public picture is smaller, in bytes; whatever is not shall not be gathered in memory. */
const maxBytes = 10 * 1024 * 1024;

/**
 * Serves public pictures of the object store. What an author uploaded can run nothing here: no scripts, no type
 * sniffing, and a sandbox of its own when it is opened as a page.
 */
export async function serveMedia(
  request: Request,
  route: { params: Promise<{ key: string[] }> },
): Promise<Response> {
  const { key: parts } = await route.params;
  // Next has decoded the parts.
  const key = `public/${parts.join('/')}`;
  if (!isPublicKey(key)) return new Response(null, { status: 404 });
  const { objectStore } = services();
  const head = await objectStore.head(key);
  if (head === null) return new Response(null, { status: 404 });
  if (head.size > maxBytes) {
    log().error({ key, size: head.size }, 'a public picture is too large to be served');
    return new Response(null, { status: 404 });
  }
  const headers = new Headers({
    'content-type': head.contentType,
    'cache-control': key.startsWith('public/avatars/') ? forADay : forEver,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
    etag: head.etag,
  });
  if (request.headers.get('if-none-match') === head.etag) return new Response(null, { status: 304, headers });
  try {
    // Pictures are small; gathered whole, an error of the store is still an error to the browser.
    return new Response(new Uint8Array(await buffer(await objectStore.get(key))), { headers });
  } catch (error) {
    if (error instanceof ObjectNotFoundError) return new Response(null, { status: 404 });
    throw error;
  }
}
