import type { Server } from 'node:net';

/**
 * Resolves with the port once the server listens; `port` 0 takes a free one.
 *
 * @throws the system's error when the port is taken
 */
export async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
