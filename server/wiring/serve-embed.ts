import 'server-only';
import { findEmbed } from '@/server/domains/content/contract/embeds';
import { framePage } from '@/server/wiring/frame-page';

/** Scripts and cookies of its own site, windows it opens for its reader; never ours, and no way to lead our page away. */
const sandbox =
  'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation';

/** Serves the frame around a page of another site, if it is one of those that may stand in a lesson. */
export async function serveEmbed(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const found = findEmbed(searchParams.get('url') ?? '');
  if (found === null)
    return new Response(null, { status: 404, headers: { 'cache-control': 'private, no-store' } });
  const title = searchParams.get('title')?.slice(0, 200) || found.site;
  return framePage({ url: found.frameUrl, origin: found.frameOrigin, title, sandbox });
}
