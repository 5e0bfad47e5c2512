import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { listen } from '@/local/web/listen';
import { keepSingleLocation } from './single-location';

it('lets an answer lead to one place, however often it is written, and appends everything else', async () => {
  keepSingleLocation();
  const server = createServer((_request, response) => {
    response.setHeader('Location', '/en/people/ada');
    response.appendHeader('location', '/en/people/ada');
    response.appendHeader('vary', 'a').appendHeader('vary', 'b');
    response.writeHead(307).end();
  });
  const port = await listen(server, 0);
  try {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
    expect(headers.get('location')).toBe('/en/people/ada');
    expect(headers.get('vary')).toBe('a, b');
  } finally {
    server.close();
  }
});
