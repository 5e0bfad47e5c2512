/**
 * Creates whatever is missing of the executor's own schema; running it again changes nothing.
 * Payloads are `json`, not `jsonb`: they come back byte for byte, and may hold escaped NUL characters.
 */
export const SCHEMA_SQL = `
CREATE SCHEMA IF NOT EXISTS inngest_local;
SET LOCAL search_path = inngest_local;

CREATE TABLE IF NOT EXISTS app (
  url text PRIMARY KEY,
  name text NOT NULL,
  framework text NOT NULL,
  sdk text NOT NULL,
  checksum text NOT NULL,
  synced_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS function (
  id text PRIMARY KEY,
  app_url text NOT NULL REFERENCES app (url) ON DELETE CASCADE,
  config json NOT NULL,
  archived_at timestamptz
);

CREATE TABLE IF NOT EXISTS event (
  seq bigserial PRIMARY KEY,
  id text NOT NULL UNIQUE,
  external_id text NOT NULL UNIQUE,
  name text NOT NULL,
  payload json NOT NULL,
  received_at timestamptz NOT NULL,
  processed_at timestamptz
);
CREATE INDEX IF NOT EXISTS event_unprocessed ON event (seq) WHERE processed_at IS NULL;
CREATE INDEX IF NOT EXISTS event_received ON event (received_at);

CREATE TABLE IF NOT EXISTS run (
  id text PRIMARY KEY,
  function_id text NOT NULL,
  origin text NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  events json NOT NULL,
  event_ids text[] NOT NULL,
  concurrency text[] NOT NULL,
  singleton_key text,
  priority integer NOT NULL,
  request_version integer NOT NULL DEFAULT -1,
  plan_only boolean NOT NULL DEFAULT false,
  replay_of text,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz,
  output json,
  error json,
  UNIQUE (function_id, origin)
);
CREATE INDEX IF NOT EXISTS run_active ON run (function_id) WHERE status IN ('queued', 'running');
CREATE INDEX IF NOT EXISTS run_status ON run (status, id DESC);
CREATE INDEX IF NOT EXISTS run_ended ON run (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS run_events ON run USING gin (event_ids);

CREATE SEQUENCE IF NOT EXISTS step_order;
CREATE TABLE IF NOT EXISTS step (
  run_id text NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  id text NOT NULL,
  op text NOT NULL,
  name text NOT NULL,
  opts json,
  blocking boolean NOT NULL,
  race boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'completed', 'failed', 'cancelled')),
  data json,
  error json,
  done_order bigint,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (run_id, id)
);

CREATE TABLE IF NOT EXISTS failure (
  id bigserial PRIMARY KEY,
  run_id text NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step_id text,
  attempt integer NOT NULL,
  error json NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS failure_run ON failure (run_id);

CREATE TABLE IF NOT EXISTS call (
  id bigserial PRIMARY KEY,
  run_id text NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step_id text,
  due_at timestamptz NOT NULL,
  rank timestamptz NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  lost integer NOT NULL DEFAULT 0,
  generation integer NOT NULL DEFAULT 0,
  concurrency text[] NOT NULL,
  claimed_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS call_step ON call (run_id, step_id) WHERE step_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS call_run ON call (run_id);
CREATE INDEX IF NOT EXISTS call_due ON call (due_at) WHERE claimed_at IS NULL;
CREATE INDEX IF NOT EXISTS call_rank ON call (rank, id) WHERE claimed_at IS NULL;

CREATE TABLE IF NOT EXISTS wait (
  run_id text NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  step_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('event', 'invoke', 'signal')),
  name text NOT NULL,
  expression text,
  PRIMARY KEY (run_id, step_id)
);
CREATE INDEX IF NOT EXISTS wait_name ON wait (kind, name);

CREATE TABLE IF NOT EXISTS timer (
  id bigserial PRIMARY KEY,
  kind text NOT NULL,
  key text NOT NULL,
  run_id text REFERENCES run (id) ON DELETE CASCADE,
  due_at timestamptz NOT NULL,
  payload json NOT NULL,
  UNIQUE (kind, key)
);
CREATE INDEX IF NOT EXISTS timer_due ON timer (due_at);
CREATE INDEX IF NOT EXISTS timer_run ON timer (run_id);

CREATE TABLE IF NOT EXISTS batch_item (
  id bigserial PRIMARY KEY,
  batch_key text NOT NULL,
  event_id text NOT NULL,
  payload json NOT NULL,
  UNIQUE (batch_key, event_id)
);

CREATE TABLE IF NOT EXISTS limiter (
  key text PRIMARY KEY,
  free_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS deferral (
  run_id text NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  id text NOT NULL,
  function_id text NOT NULL,
  input json NOT NULL,
  aborted boolean NOT NULL DEFAULT false,
  PRIMARY KEY (run_id, id)
);
`;
