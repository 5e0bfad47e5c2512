import 'server-only';
import { inngest } from '@/inngest/client';
import { env } from '@/server/platform/env';
import { log } from '@/server/platform/log';
import { outboxLagMs } from '@/server/platform/outbox';
import { type Services, services } from '@/server/wiring/services';

/** How long one dependency may take to answer, in ms. */
const patienceMs = 2_000;

type Probe = {
  readonly isCritical: boolean;
  readonly run: (services: Services) => Promise<unknown>;
  /** An answer of somebody else's paid API stands for this long, in ms, however often we are asked. */
  readonly keepMs?: number;
};

const vendorKeepMs = 60_000;

/**
 * What we depend on. Only a critical one takes this process out of rotation: without mail or workflows people can still
 * learn, and what they are owed waits in the outbox.
 */
const probes: Record<string, Probe> = {
  postgres: { isCritical: true, run: async ({ db }) => await db.$queryRaw`SELECT 1` },
  redis: { isCritical: false, run: async ({ redis }) => await redis.ping() },
  objectStore: { isCritical: false, run: async ({ objectStore }) => await objectStore.ping() },
  mail: { isCritical: false, run: async ({ mailer }) => await mailer.ping() },
  inngest: { isCritical: false, run: pingInngest },
  payments: { isCritical: false, keepMs: vendorKeepMs, run: async ({ payments }) => await payments.ping() },
  uploads: { isCritical: false, keepMs: vendorKeepMs, run: async ({ uploads }) => await uploads.ping() },
};

async function pingInngest(): Promise<void> {
  const { INNGEST_BASE_URL } = env();
  // Inngest Cloud offers no health address; there the age of the outbox tells.
  if (INNGEST_BASE_URL === undefined) return;
  const response = await fetch(new URL('/health', INNGEST_BASE_URL), {
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`${inngest.id}: ${response.status}`);
}

const kept = new Map<Probe, { readonly isUp: boolean; readonly until: number }>();

async function isUp(name: string, probe: Probe): Promise<boolean> {
  const known = kept.get(probe);
  if (known !== undefined && known.until > Date.now()) return known.isUp;
  const answered = await inTime(probe.run(services())).then(
    () => true,
    (error: unknown) => {
      log().warn({ err: error, dependency: name }, 'dependency does not answer');
      return false;
    },
  );
  if (probe.keepMs !== undefined && answered)
    kept.set(probe, { isUp: true, until: Date.now() + probe.keepMs });
  return answered;
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const tooLate = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs).unref();
  });
  return await Promise.race([work, tooLate]);
}

/** Says that the process runs. Never touches a dependency, so that an outage elsewhere restarts nothing here. */
export function serveLive(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}

type Report = { readonly isReady: boolean; readonly body: object };

/** How long a report stands, in ms, so that asking often costs our dependencies nothing. */
const reportMs = 3_000;

let latest: { readonly report: Promise<Report>; readonly until: number } | undefined;

/**
 * Says which dependencies answer: 200 when every critical one does, else 503; never why, which is for the log. The
 * answer may be three seconds old.
 */
export async function serveReady(): Promise<Response> {
  if (latest === undefined || latest.until <= Date.now()) {
    latest = { report: makeReport(), until: Date.now() + reportMs };
  }
  const { isReady, body } = await latest.report;
  return Response.json(body, { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}

async function makeReport(): Promise<Report> {
  const checked = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => ({
      name,
      isCritical: probe.isCritical,
      isUp: await isUp(name, probe),
    })),
  );
  const isReady = checked.every((one) => one.isUp || !one.isCritical);
  const status = checked.every((one) => one.isUp) ? 'ok' : isReady ? 'degraded' : 'unavailable';
  const dependencies = Object.fromEntries(checked.map((one) => [one.name, one.isUp ? 'up' : 'down']));
  const { db, clock } = services();
  const lag = isReady ? await inTime(outboxLagMs(db, clock)).catch(() => null) : null;
  return { isReady, body: { status, dependencies, outboxLagMs: lag } };
}
