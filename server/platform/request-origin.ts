import 'server-only';
import { env } from '@/server/platform/env';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What browsers say of a request that a person or a page of ours began. Another subdomain is `same-site`, and foreign. */
const oursInFetchMetadata = new Set(['same-origin', 'none']);

/**
 * Tells whether a request would change something and comes from a page that is not ours. Browsers name the origin with
 * every write, and `null` where they hide it; where a proxy has dropped that, fetch metadata says as much. Who sends
 * neither is no browser, and has no cookie that it was not given.
 */
export function isForeignWrite(request: Request): boolean {
  if (reading.has(request.method)) return false;
  const origin = request.headers.get('origin');
  if (origin !== null) return origin !== new URL(env().APP_URL).origin;
  const site = request.headers.get('sec-fetch-site');
  return site !== null && !oursInFetchMetadata.has(site);
}
