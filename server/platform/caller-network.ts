import bowser from 'bowser';
import ipaddr from 'ipaddr.js';
import { callerAddress } from '@/server/platform/caller-address';

/** What may be kept of where a request comes from. */
export type CallerFacts = {
  /** IPv4 /24 or IPv6 /48 in CIDR notation; empty when it is not known. */
  readonly network: string;
  /** Browser and system in words, `Firefox on Android`; empty when the browser does not say. */
  readonly device: string;
};

const keptBits = { ipv4: 24, ipv6: 48 } as const;

/** Cuts an address down to its network, so that it names no household. Returns an empty string for what is no address. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  const bits = keptBits[parsed.kind()];
  const range = `${parsed.toString()}/${bits}`;
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(range)
      : ipaddr.IPv6.networkAddressFromCIDR(range);
  return `${network.toString()}/${bits}`;
}

/** Names a browser and its system in words, from what it says of itself. */
export function deviceOf(userAgent: string): string {
  if (userAgent === '') return '';
  const { browser, os } = bowser.parse(userAgent.slice(0, 512));
  return [browser.name, os.name].filter((part) => part !== undefined && part !== '').join(' on ');
}

/** Returns what may be kept of the caller of a request. */
export function callerFacts(headers: Headers): CallerFacts {
  return { network: networkOf(callerAddress(headers)), device: deviceOf(headers.get('user-agent') ?? '') };
}
