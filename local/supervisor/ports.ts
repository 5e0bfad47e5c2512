import { type AddressInfo, createServer } from 'node:net';

const highestPort = 65_535;

/** Whether nothing listens on the port now, on the given address; says nothing about a moment later. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A port the system says is free on 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = addressOf(probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** The first free port at or after `preferred` that is not in `taken`; `0` asks the system for any. */
export async function nextFreePort(
  preferred: number,
  taken: ReadonlySet<number> = new Set(),
): Promise<number> {
  if (preferred === 0) return freePort();
  for (let port = preferred; port <= highestPort; port += 1) {
    if (!taken.has(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`No free port from ${preferred} upwards.`);
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The probe is not listening on TCP.');
  return address;
}
