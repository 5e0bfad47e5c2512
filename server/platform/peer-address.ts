import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { singleton } from '@/server/platform/singleton';

/** Where a connection's own address travels to those who read headers; what a client sends under it is overwritten. */
const peerHeader = 'x-lyceum-peer';

const started = z.object({ request: z.instanceof(IncomingMessage) });

/** Whether this process notes addresses; one answer for all of the bundler's copies of this module. */
const state = () => singleton('peer-address', () => ({ isNoting: false }));

/**
 * From now on every request that reaches this process over HTTP carries the address of its connection. Node announces
 * a request before any handler sees it, so that nobody reads what a client claims to be.
 */
export function notePeerAddresses(): void {
  if (state().isNoting) return;
  state().isNoting = true;
  subscribe('http.server.request.start', (message) => {
    const { data } = started.safeParse(message);
    if (data !== undefined) data.request.headers[peerHeader] = plain(data.request.socket.remoteAddress);
  });
}

/** A socket that listens to both families writes an IPv4 address as one of IPv6 (RFC 4291 §2.5.5.2). */
function plain(address = ''): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Returns the address of a request's connection, or null where this process sees no connections. */
export function peerAddress(headers: Headers): string | null {
  return state().isNoting ? headers.get(peerHeader) : null;
}
