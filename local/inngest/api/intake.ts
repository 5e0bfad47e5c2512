import { z } from 'zod';
import { HttpError, json, type Route, type RouteRequest, readJson } from '../http-server';
import { newId, seededId } from '../protocol/ids';
import { HEADER, incomingEvent } from '../protocol/messages';
import type { Database } from '../store/database';
import { insertEvent, toPayload } from '../store/events';

const MAX_EVENTS = 5_000;
const eventList = z.array(incomingEvent).max(MAX_EVENTS);

/** What event intake works with. */
export interface IntakeOptions {
  database: Database;
  /** The only event key accepted; null accepts every one. */
  eventKey: string | null;
  onEvents: () => void;
}

async function receive(request: RouteRequest, options: IntakeOptions) {
  if (options.eventKey !== null && request.params[0] !== options.eventKey) {
    return json(401, { status: 401, error: 'Event key not found' });
  }
  const body = readJson(request);
  const parsed = eventList.safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) return json(400, { ids: [], status: 400, error: z.prettifyError(parsed.error) });
  if (!options.database.isHeld) throw new HttpError(503, 'the database is not available, try again');
  const seed = request.headers[HEADER.eventSeed];
  const now = Date.now();
  const ids = await options.database.transaction(async (tx) => {
    const stored: string[] = [];
    for (const [position, event] of parsed.data.entries()) {
      const id = seededId(typeof seed === 'string' ? seed : undefined, position) ?? newId(now);
      stored.push(await insertEvent(tx, id, toPayload(event, id, now)));
    }
    return stored;
  });
  options.onEvents();
  return json(200, { ids, status: 200 });
}

/** Routes that take events in: stored durably before they are acknowledged, all of a request or none. */
export function intakeRoutes(options: IntakeOptions): Route[] {
  return [{ method: 'POST', pattern: /^\/e\/([^/]+)$/, handle: (request) => receive(request, options) }];
}
