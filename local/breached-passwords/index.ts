import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '@/local/web/listen';

/**
 * Passwords that count as stolen here, with how often. All of them resist guessing, so that nothing but this collection
 * can tell that they are known.
 */
export const stolenPasswords: Readonly<Record<string, number>> = {
  'correct horse battery staple': 216,
  'seven stolen grey umbrellas': 12,
  'vK7#leaked-Qm2-yesterday': 1,
};

const hashOf = (password: string): string => createHash('sha1').update(password).digest('hex').toUpperCase();

const stolen = Object.entries(stolenPasswords).map(([password, count]) => ({
  hash: hashOf(password),
  count,
}));

/** Hashes that nobody has a password for, always the same for a range, as a real range has some hundreds. */
function neighbours(prefix: string): string[] {
  return Array.from({ length: 400 }, (_, number) => {
    const end = hashOf(`neighbour ${number} of ${prefix}`).slice(5);
    return `${end}:${1 + (number % 9)}`;
  });
}

/** Padding tops an answer up to 800 to 1000 lines, with ends that nobody has seen. */
function padding(lines: number): string[] {
  const wanted = 800 + Math.floor(Math.random() * 200);
  return Array.from({ length: Math.max(0, wanted - lines) }, () => {
    return `${randomBytes(18).toString('hex').toUpperCase().slice(0, 35)}:0`;
  });
}

function rangeOf(prefix: string, isPadded: boolean): string {
  const own = stolen
    .filter(({ hash }) => hash.startsWith(prefix))
    .map(({ hash, count }) => `${hash.slice(5)}:${count}`);
  const lines = [...own, ...neighbours(prefix)];
  return [...lines, ...(isPadded ? padding(lines.length) : [])].sort().join('\r\n');
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, prefix] = /^\/range\/([^/]*)$/.exec(pathname) ?? [];
  const text = (status: number, body: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  };
  if (prefix === undefined || request.method !== 'GET') text(404, '');
  else if (/^[0-9a-f]{5}$/i.test(prefix))
    text(200, rangeOf(prefix.toUpperCase(), request.headers['add-padding'] === 'true'));
  else text(400, 'The hash prefix was not in a valid format');
}

/**
 * Serves the range API of Have I Been Pwned on `port` of this machine (0 takes a free one), with a collection of a few
 * passwords. @throws when the port is taken
 */
export async function startBreachedPasswords({
  port,
}: {
  port: number;
}): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer);
  const bound = await listen(server, port);
  return {
    url: `http://localhost:${bound}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
