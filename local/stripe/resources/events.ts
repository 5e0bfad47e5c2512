import { z } from 'zod';
import { isWithin, need, page, type Route, read, type Wire } from '../call';
import type { StripeEvent } from '../objects';
import * as p from '../params';
import type { Scope } from '../scope';

const listParams = z.strictObject({
  ...p.paging,
  created: p.moments.optional(),
  delivery_success: p.flag.optional(),
  type: p.text.optional(),
  types: p.list(p.text).optional(),
});

/** What a caller sees of an event: whether the webhook still waits for it is reckoned at this moment. */
export function renderEvent(scope: Scope, event: StripeEvent): Wire {
  const waiting = scope.db.deliveries
    .all()
    .filter((row) => row.event === event.id && row.state === 'pending');
  return { ...event, pending_webhooks: waiting.length };
}

/** Whether a type is asked for; `charge.*` asks for all that start so. */
function matches(type: string, wanted: string): boolean {
  return wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

/** `/v1/events` */
export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/events',
    handle(call) {
      const asked = read(call, listParams);
      const wanted = asked.types ?? (asked.type === undefined ? undefined : [asked.type]);
      const rows = call.db.events
        .all()
        .filter(
          (row) =>
            (wanted === undefined || wanted.some((type) => matches(row.type, type))) &&
            isWithin(row.created, asked.created) &&
            (asked.delivery_success === undefined ||
              (renderEvent(call, row)['pending_webhooks'] === 0) === asked.delivery_success),
        );
      return page(call, rows, asked, (row) => renderEvent(call, row));
    },
  },
  {
    method: 'GET',
    path: '/v1/events/:id',
    handle: (call, id) => renderEvent(call, need(call.db.events, 'event', id)),
  },
];
