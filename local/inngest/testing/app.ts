import http from 'node:http';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';

/** Keys both sides use in tests. */
export const TEST_KEYS = {
  signingKey: 'signkey-test-0123456789abcdef0123456789abcdef',
  eventKey: 'test-event-key',
} as const;

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // The SDK reports every failing step; the tests let steps fail on purpose.
}

/** Makes the client of an app under test, talking to one server with signatures on. */
export function createTestClient(
  id: string,
  baseUrl: string,
  keys: { signingKey: string; eventKey: string } = TEST_KEYS,
): Inngest {
  return new Inngest({ id, baseUrl, isDev: false, logger: silent, ...keys });
}

/** An app under test. */
export interface TestApp {
  /** Its endpoint. */
  url: string;
  port: number;
  /** What it was called with, in order. */
  calls: { fnId: string; stepId: string; status: number }[];
  close: () => Promise<void>;
}

/** Serves functions with the SDK's own handler on a free port, or on a given one. */
export async function startTestApp(
  client: Inngest,
  functions: InngestFunction.Any[],
  port = 0,
): Promise<TestApp> {
  const calls: TestApp['calls'] = [];
  const handler = serve({ client, functions });
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.on('finish', () => {
      if (request.method !== 'POST') return;
      const { searchParams } = url;
      calls.push({
        fnId: searchParams.get('fnId') ?? '',
        stepId: searchParams.get('stepId') ?? '',
        status: response.statusCode,
      });
    });
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}/api/inngest`,
    port: bound,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
