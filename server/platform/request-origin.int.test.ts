import { describe, expect, it } from 'vitest';
import { env } from '@/server/platform/env';
import { isForeignWrite } from '@/server/platform/request-origin';

const ours = new URL(env().APP_URL).origin;

const write = (headers: Record<string, string>, method = 'POST') =>
  isForeignWrite(new Request(`${ours}/api`, { method, headers }));

describe('a write', () => {
  it.each([
    { origin: ours },
    { origin: ours, 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('with %j is ours, or no browser’s', (headers) => expect(write(headers)).toBe(false));

  it.each([
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: '' },
    { origin: `${ours}.evil.test` },
    { origin: ours.replace('http:', 'https:') },
    { origin: `${ours}1` },
    { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('with %j is foreign', (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(write(headers, method)).toBe(true);
  });
});

it('leaves reads alone, wherever a link to us stands', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS'])
    expect(write({ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }, method)).toBe(false);
});
