import { html } from '@/local/web/html';
import { cancelRun } from '../engine/completion';
import type { Scheduling } from '../engine/scheduling';
import { HttpError, type Route, type RouteAnswer, type RouteRequest } from '../http-server';
import { newId } from '../protocol/ids';
import { type Database, isTransient } from '../store/database';
import { readRun } from '../store/inspect';
import type { Registry } from '../store/registry';
import { eventsPage, functionsPage } from './catalogue';
import { page } from './layout';
import { runPage, runsPage } from './runs';

/** What the pages work with. */
export interface PageOptions {
  database: Database;
  registry: Registry;
  scheduling: Scheduling;
  onProgress: () => void;
}

function redirect(location: string): RouteAnswer {
  return { status: 303, headers: { location }, body: '' };
}

/** Refuses a form that another site sent: the pages know no sign-in, so the origin is all there is. */
function requireSameOrigin(request: RouteRequest): void {
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const isSame =
    site === undefined ? origin !== undefined && new URL(origin).host === host : site === 'same-origin';
  if (!isSame) throw new HttpError(403, 'this form was not sent from these pages');
}

async function cancel(request: RouteRequest, options: PageOptions): Promise<RouteAnswer> {
  requireSameOrigin(request);
  const runId = request.params[0] ?? '';
  await options.database.transaction((tx) => cancelRun(tx, runId, 'cancelled by hand'));
  options.onProgress();
  return redirect(`/runs/${runId}`);
}

/** Starts the function once more with the events of an earlier run; limits on starting do not apply. */
async function replay(request: RouteRequest, options: PageOptions): Promise<RouteAnswer> {
  requireSameOrigin(request);
  const run = await readRun(options.database, request.params[0] ?? '');
  if (!run) throw new HttpError(404, 'no such run');
  const target = options.registry.find(run.function_id);
  if (!target) throw new HttpError(409, `function "${run.function_id}" is no longer registered`);
  const [first, ...rest] = run.events.map((event, position) => ({
    id: run.event_ids[position] ?? run.id,
    event,
  }));
  if (!first) throw new HttpError(409, 'the run has no event');
  const started = await options.database.transaction((tx) =>
    options.scheduling.start(tx, target.config, {
      origin: `replay:${newId()}`,
      occurrences: [first, ...rest],
      replayOf: run.id,
    }),
  );
  options.onProgress();
  return redirect(`/runs/${started ?? run.id}`);
}

/** Shows what went wrong as a page, for who came here with a browser. */
function forPeople(handle: Route['handle']): Route['handle'] {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      if (error instanceof HttpError) {
        return { ...page('That did not work', '', html`<p>${error.message}</p>`), status: error.status };
      }
      if (!isTransient(error)) throw error;
      const message = 'The database is not available. Work goes on when it is back; reload this page then.';
      return { ...page('No database', '', html`<p>${message}</p>`), status: 503 };
    }
  };
}

/** Routes of the pages for people: runs, events, functions; replay and cancel. */
export function pageRoutes(options: PageOptions): Route[] {
  const { database, registry } = options;
  const get = (pattern: RegExp, handle: Route['handle']): Route => ({
    method: 'GET',
    pattern,
    handle: forPeople(handle),
  });
  const post = (pattern: RegExp, handle: Route['handle']): Route => ({
    method: 'POST',
    pattern,
    handle: forPeople(handle),
  });
  return [
    get(/^\/$/, async () => redirect('/runs')),
    get(/^\/runs$/, (request) => runsPage(request, database)),
    get(/^\/runs\/([^/]+)$/, (request) => runPage(request, database)),
    get(/^\/functions$/, () => functionsPage(registry, database)),
    get(/^\/events$/, (request) => eventsPage(request, database)),
    post(/^\/runs\/([^/]+)\/replay$/, (request) => replay(request, options)),
    post(/^\/runs\/([^/]+)\/cancel$/, (request) => cancel(request, options)),
  ];
}
