import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { keepSingleLocation } from './single-location';

it('lets an answer lead to one place, however often it is written, and appends everything else', async () => {
  keepSingleLocation();
  const server = createServer((_request, response) => {
    response.setHeader('Location', '/en/people/ada');
    response.appendHeader('location', '/en/people/ada');
    response.appendHeader('vary', 'a').appendHeader('vary', 'b');
    response.writeHead(307).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
    expect(headers.get('location')).toBe('/en/people/ada');
    expect(headers.get('vary')).toBe('a, b');
  } finally {
    server.close();
  }
});
