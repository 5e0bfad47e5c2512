import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../log';
import { Database } from './database';

/** A message of PostgreSQL's protocol: its type, its length, its body (PostgreSQL documentation, "Message Formats"). */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const authenticated = message('R', Buffer.from([0, 0, 0, 0]));
const readyForQuery = message('Z', Buffer.from('I'));
const serverDied = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

let server: Server | undefined;

afterEach(async () => {
  await new Promise((closed) => server?.close(closed));
});

/** Listens like a PostgreSQL that lets a session begin and dies in the same packet. */
async function dyingPostgres(): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([authenticated, readyForQuery, serverDied])));
  });
  const listening = server;
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return `postgresql://somebody:secret@127.0.0.1:${port}/nothing`;
}

test('a session that is lost in the packet that begins it fails the transaction and not the process', async () => {
  const database = new Database(
    await dyingPostgres(),
    createLog({ level: 'silent', write: () => undefined }),
  );
  await expect(database.transaction((tx) => tx.query('SELECT 1'))).rejects.toThrow();
  await database.close();
});
