import { createServer } from 'node:http';
import type { z } from 'zod';
import { listen } from '@/local/web/listen';
import { createFileBrowser, type FileBrowser } from './browse';
import type { Credentials } from './protocol/sigv4';
import { createListener } from './server';
import { corsRuleSchema } from './storage/records';
import { Storage } from './storage/storage';

export type { FileBrowser } from './browse';
export { filesPage } from './files-page';
export type { Credentials } from './protocol/sigv4';

/** A CORS rule in the words of S3's API. */
export type CorsRuleInput = z.input<typeof corsRuleSchema>;

/** How to start the file server. */
export type S3Options = {
  /** 0 picks a free port. */
  readonly port: number;
  /** Interface to listen on; the loopback by default. */
  readonly host?: string;
  /** Everything is kept under this folder; it is created when missing. */
  readonly dataDir: string;
  readonly credentials: Credentials;
  /** Buckets that exist from the start. */
  readonly buckets: readonly string[];
  /** CORS rules of those buckets, applied at every start; what the buckets have is kept when absent. */
  readonly cors?: readonly CorsRuleInput[];
};

/** A running file server. */
export type S3Server = {
  /** Endpoint for path-style clients. */
  readonly url: string;
  readonly port: number;
  /** Reads for pages that show what is stored. */
  readonly files: FileBrowser;
  close(): Promise<void>;
};

/**
 * Serves the S3 API over a folder; what was answered with success survives a crash.
 * @throws when the port is taken or the folder cannot be written
 */
export async function startS3(options: S3Options): Promise<S3Server> {
  const { port, host = '127.0.0.1', dataDir, credentials, buckets } = options;
  const now = Date.now;
  const storage = await Storage.open(dataDir, now);
  const cors = options.cors?.map((rule) => corsRuleSchema.parse(rule));
  for (const name of buckets) {
    const bucket = await storage.ensure(name);
    if (cors !== undefined) await bucket.configure({ cors });
  }
  const server = createServer(createListener({ storage, credentials, now }));
  // Large uploads over slow links take longer than Node's five minutes.
  server.requestTimeout = 0;
  const bound = await listen(server, port, host);
  const url = `http://${host === '127.0.0.1' ? 'localhost' : host}:${bound}`;
  return {
    url,
    port: bound,
    files: createFileBrowser(storage, credentials, url, now),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
