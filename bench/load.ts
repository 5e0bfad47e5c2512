import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** One HTTP request, complete. */
export type BenchRequest = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What came back. */
export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** When to stop: at whichever comes first. */
export type Bounds = {
  readonly connections: number;
  readonly durationMs: number;
  readonly maxRequests: number;
};

/** What a run of requests showed. Latencies are in milliseconds, ascending. */
export type Measured = {
  readonly latenciesMs: readonly number[];
  readonly failed: number;
  readonly elapsedMs: number;
};

const timeoutMs = 30_000;

/** Sends one request and reads the whole answer. @throws Error when the connection fails or 30 s pass */
export function send(
  origin: string,
  { method, path, headers, body }: BenchRequest,
  agent?: Agent,
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const options = {
      hostname,
      port,
      method,
      path,
      headers,
      timeout: timeoutMs,
      ...(agent ? { agent } : {}),
    };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`${path} took longer than ${timeoutMs} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * Keeps a number of connections busy, each with one request at a time, and records every latency. A status of 400 or
 * more counts as failed.
 *
 * @param next makes the request with the given number, counted from 0.
 */
export async function drive(
  origin: string,
  next: (index: number) => BenchRequest,
  { connections, durationMs, maxRequests }: Bounds,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  let sent = 0;
  let failed = 0;
  const connection = async (): Promise<void> => {
    while (sent < maxRequests && performance.now() - startedAt < durationMs) {
      const sentAt = performance.now();
      const { status } = await send(origin, next(sent++), agent);
      latenciesMs.push(performance.now() - sentAt);
      if (status >= 400) failed += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, connection));
  } finally {
    agent.destroy();
  }
  return {
    latenciesMs: latenciesMs.sort((a, b) => a - b),
    failed,
    elapsedMs: performance.now() - startedAt,
  };
}

/** The latency that a share of the requests did not exceed; `NaN` when there was none. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}
