import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { z } from 'zod';

/** What the floor serves: one file's bytes, with one content type, to every request. */
const settings = z.object({ FLOOR_BODY_FILE: z.string(), FLOOR_CONTENT_TYPE: z.string() }).parse(process.env);

const body = readFileSync(settings.FLOOR_BODY_FILE);
const headers = { 'content-type': settings.FLOOR_CONTENT_TYPE, 'content-length': body.byteLength };

const server = createServer((incoming, outgoing) => {
  incoming.resume();
  incoming.on('end', () => {
    outgoing.writeHead(200, headers);
    outgoing.end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') console.info(address.port);
});
