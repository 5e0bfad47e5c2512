import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '@/local/web/listen';
import { handleApi } from './api';
import { handleFile } from './file-host';
import { HttpError, sendJson } from './http';
import { handleIngest } from './ingest';
import { type Addresses, UploadService, type UploadThingOptions } from './service';

export { s3FileStore } from './s3-file-store';

/** What the application's environment needs to reach a stand-in. */
export interface UploadThingEndpoints extends Pick<Addresses, 'apiUrl' | 'ingestUrl'> {
  /** `ufsHost` of the vendor's configuration, together with `ufsAppIdLocation: 'path'`. */
  ufsHost: string;
}

interface UploadThing extends UploadThingEndpoints {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): void;
}

const ROOT = '/uploadthing';

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof HttpError)) console.error('uploadthing stand-in:', error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = error instanceof HttpError ? error.status : 500;
  const message = error instanceof HttpError ? error.message : 'The stand-in failed; its log says why.';
  // What is left of an upload nobody wants is not worth reading.
  response.setHeader('connection', 'close');
  sendJson(response, status, { error: message });
}

function openUploadThing(options: UploadThingOptions & { baseUrl: string }): UploadThing {
  const base = options.baseUrl + ROOT;
  const addresses: Addresses = {
    ingestUrl: `${base}/ingest`,
    apiUrl: `${base}/api`,
    filesUrl: `${base}/files`,
  };
  const service = new UploadService(options, addresses);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, part = '', rest = '/'] =
      /^\/uploadthing\/(ingest|api|files)(\/.*)$/.exec(request.url ?? '') ?? [];
    const url = new URL(rest, 'http://part');
    if (part === 'ingest') return handleIngest(service, url, request, response);
    if (part === 'api') return handleApi(service, url.pathname, request, response);
    if (part === 'files') return handleFile(service, url, request, response);
    throw new HttpError(404, 'Not found');
  }

  return {
    ingestUrl: addresses.ingestUrl,
    apiUrl: addresses.apiUrl,
    ufsHost: addresses.filesUrl.replace(/^https?:\/\//, ''),
    handle: (request, response) =>
      route(request, response).catch((error: unknown) => refuse(response, error)),
    close: () => service.close(),
  };
}

/**
 * Serves the uploads kept under `dataDir` on `port` of this machine (0 takes a free one) and resolves once it
 * listens. Its host is `localhost`: the vendor's client builds `http` addresses only for hosts with `local` in them.
 *
 * @throws when the port is taken or the registry cannot be read
 */
export async function startUploadThing(
  options: UploadThingOptions & { port: number },
): Promise<UploadThingEndpoints & { url: string; close(): Promise<void> }> {
  const server = createServer();
  const port = await listen(server, options.port);
  const url = `http://localhost:${port}`;
  // Large uploads over slow links take longer than Node's five minutes.
  server.requestTimeout = 0;
  const { handle, close, ...endpoints } = openUploadThing({ ...options, baseUrl: url });
  server.on('request', (request, response) => void handle(request, response));
  return {
    ...endpoints,
    url,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      close();
    },
  };
}
