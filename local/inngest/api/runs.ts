import { cancelRun } from '../engine/completion';
import { HttpError, json, type Route, type RouteRequest } from '../http-server';
import type { Database } from '../store/database';
import { authorized } from './sdk';

/** What the endpoints about runs work with. */
export interface RunsApiOptions {
  database: Database;
  signingKey: string | null;
  onProgress: () => void;
}

interface RunRow {
  id: string;
  function_id: string;
  status: string;
  event_ids: string[];
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  output: unknown;
  error: unknown;
}

const COLUMNS = 'id, function_id, status, event_ids, created_at, started_at, ended_at, output, error';

function present(row: RunRow) {
  return {
    run_id: row.id,
    function_id: row.function_id,
    event_id: row.event_ids[0],
    status: row.status.charAt(0).toUpperCase() + row.status.slice(1),
    run_started_at: row.started_at ?? row.created_at,
    ended_at: row.ended_at,
    output: row.status === 'completed' ? row.output : row.error,
  };
}

async function getRun(request: RouteRequest, { database }: RunsApiOptions) {
  const [row] = await database.query<RunRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM run WHERE id = $1`,
    [request.params[0]],
  );
  if (!row) throw new HttpError(404, 'no such run');
  return json(200, { data: present(row) });
}

async function listEventRuns(request: RouteRequest, { database }: RunsApiOptions) {
  const rows = await database.query<RunRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM run WHERE event_ids && ARRAY[$1] ORDER BY id LIMIT 100`,
    [request.params[0]],
  );
  return json(200, { data: rows.map(present) });
}

async function cancel(request: RouteRequest, { database, onProgress }: RunsApiOptions) {
  const runId = request.params[0] ?? '';
  const isCancelled = await database.transaction((tx) => cancelRun(tx, runId, 'cancelled through the API'));
  if (!isCancelled) throw new HttpError(404, 'no such run, or it has ended');
  onProgress();
  return { status: 204, headers: {}, body: '' };
}

/** Routes that tell about runs and cancel them, in the shape of the real server's REST API. */
export function runRoutes(options: RunsApiOptions): Route[] {
  const { signingKey } = options;
  return [
    {
      method: 'GET',
      pattern: /^\/v1\/runs\/([^/]+)$/,
      handle: authorized(signingKey, (request) => getRun(request, options)),
    },
    {
      method: 'DELETE',
      pattern: /^\/v1\/runs\/([^/]+)$/,
      handle: authorized(signingKey, (request) => cancel(request, options)),
    },
    {
      method: 'GET',
      pattern: /^\/v1\/events\/([^/]+)\/runs$/,
      handle: authorized(signingKey, (request) => listEventRuns(request, options)),
    },
  ];
}
