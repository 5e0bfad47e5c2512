import ipaddr from 'ipaddr.js';
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
 * @returns an IPv4 address, or the first of the /64 an IPv6 address is in: one household has all of those, and is counted
 *   as one. `unknown` counts all whose address is not known as one.
 */
export function callerAddress(headers: Headers): string {
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const { TRUSTED_PROXIES: proxies } = env();
  const address = proxies > 0 ? chain.at(-proxies) : (peerAddress(headers) ?? chain.at(-1));
  return address !== undefined && ipaddr.isValid(address) ? countedAs(address) : 'unknown';
}

function countedAs(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString();
}
