import { randomBytes } from 'node:crypto';
import type { Inngest, InngestFunction } from 'inngest';
import { hashSigningKey } from '../protocol/signing';
import { createTestClient, startTestApp, type TestApp } from './app';
import { eventually } from './eventually';
import { registerApp, startTestServer, type TestServer } from './server';

/** An app that is registered and ready. */
export interface Bench {
  client: Inngest;
  app: TestApp;
  /** Sends one event under this app's own name for it; returns the server's id. */
  send: (name: string, data?: Record<string, unknown>, extra?: { id?: string }) => Promise<string>;
  /** This app's own name of an event. */
  event: (name: string) => string;
}

/** A server, and apps on it that know nothing of each other. */
export interface Workbench {
  server: TestServer;
  /** Serves the functions `build` makes and registers them. */
  open: (build: (client: Inngest, event: Bench['event']) => InngestFunction.Any[]) => Promise<Bench>;
  /** {@link eventually} with the patience the server needs. */
  until: typeof eventually;
  /** What the server's REST API says of the runs of an event. */
  runsOf: (eventId: string) => Promise<{ run_id: string; status: string; output: unknown }[]>;
  /** Cancels a run through the server's REST API. */
  cancel: (runId: string) => Promise<number>;
  close: () => Promise<void>;
}

/** Opens a workbench on the real server when `INNGEST_BASE_URL` names one, else on ours. */
export async function openWorkbench(): Promise<Workbench> {
  const server = await startTestServer();
  const apps: TestApp[] = [];
  const authorization = `Bearer ${hashSigningKey(server.keys.signingKey)}`;
  const open: Workbench['open'] = async (build) => {
    const id = `app-${randomBytes(4).toString('hex')}`;
    const event = (name: string) => `${id}/${name}`;
    const client = createTestClient(id, server.url, server.keys);
    const app = await startTestApp(client, build(client, event));
    apps.push(app);
    await registerApp(app.url);
    const send: Bench['send'] = async (name, data = {}, extra = {}) => {
      const { ids } = await client.send({ name: event(name), data, ...extra });
      return ids[0] ?? '';
    };
    return { client, app, send, event };
  };
  return {
    server,
    open,
    until: (check, what, deadlineMs = 15_000) => eventually(check, what, deadlineMs * server.patience),
    runsOf: async (eventId) => {
      const response = await fetch(`${server.url}/v1/events/${eventId}/runs`, { headers: { authorization } });
      const body: { data?: { run_id: string; status: string; output: unknown }[] } = await response.json();
      return body.data ?? [];
    },
    cancel: async (runId) => {
      const response = await fetch(`${server.url}/v1/runs/${runId}`, {
        method: 'DELETE',
        headers: { authorization },
      });
      return response.status;
    },
    close: async () => {
      await Promise.all(apps.map((app) => app.close()));
      await server.close();
    },
  };
}
