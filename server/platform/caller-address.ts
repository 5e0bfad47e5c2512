import { isIP } from 'node:net';
import { env } from '@/server/platform/env';
import { peerAddress } from '@/server/platform/peer-address';

/**
 * Returns the address a request comes from, for counting calls, as far as `TRUSTED_PROXIES` lets it be known:
 *
 * - 0, where Node serves HTTP (`next start`): the address of the connection itself. No header can change it.
 * - n: the n-th entry from the right of `x-forwarded-for`, which the outermost of our proxies has written. Entries to
 *   its left are claims. This holds as long as the process can be reached through those proxies only.
 * - 0, where no connection is seen (functions on a platform): the last entry, as good as whoever wrote it. Set 1 there.
 *
 * @returns an IP address, or `unknown`: all callers whose address is not known are counted as one.
 */
export function callerAddress(headers: Headers): string {
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const { TRUSTED_PROXIES: proxies } = env();
  const address = proxies > 0 ? chain.at(-proxies) : (peerAddress(headers) ?? chain.at(-1));
  return address !== undefined && isIP(address) > 0 ? address : 'unknown';
}
