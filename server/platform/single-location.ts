import { subscribe } from 'node:diagnostics_channel';
import { ServerResponse } from 'node:http';
import { z } from 'zod';
import { singleton } from '@/server/platform/singleton';

const started = z.object({ response: z.instanceof(ServerResponse) });

const state = () => singleton('single-location', () => ({ isKept: false }));

/**
 * From now on no answer of this process leads to two places. A page that redirects when it is made first is written by
 * Next twice over, as it is rendered and as the cache will have it, and the field `Location` would stand there twice,
 * which RFC 9110 §10.2.2 does not allow and some proxies refuse.
 */
export function keepSingleLocation(): void {
  if (state().isKept) return;
  state().isKept = true;
  subscribe('http.server.request.start', (message) => {
    const { data } = started.safeParse(message);
    if (data === undefined) return;
    const { response } = data;
    const append = response.appendHeader.bind(response);
    response.appendHeader = (name, value) =>
      name.toLowerCase() === 'location' ? response.setHeader(name, value) : append(name, value);
  });
}
