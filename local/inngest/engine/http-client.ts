import http from 'node:http';
import https from 'node:https';

/** An answer, whole; header names in lower case. */
export interface HttpAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Thrown when no whole answer came. `reached` tells whether the app may have begun to work. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError';
  /** Whether the app may have begun to work on the request. */
  readonly reached: boolean;

  /** Wraps the socket's error. */
  constructor(reached: boolean, cause: unknown) {
    super(cause instanceof Error ? cause.message || cause.name : String(cause), { cause });
    this.reached = reached;
  }
}

/** As long as the real server lets one call take. */
const CALL_TIMEOUT_MS = 2 * 60 * 60_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Sends requests to apps over connections that are kept open. */
export class HttpClient {
  readonly #http = new http.Agent({ keepAlive: true });
  readonly #https = new https.Agent({ keepAlive: true });

  /** Sends a request and waits for the whole answer. @throws NoAnswerError when there is none. */
  send(
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const isSecure = url.startsWith('https:');
      const request = (isSecure ? https : http).request(url, {
        method,
        agent: isSecure ? this.#https : this.#http,
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        timeout: CALL_TIMEOUT_MS,
        signal,
      });
      let isConnected = false;
      request.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => (isConnected = true));
        else isConnected = true;
      });
      request.on('timeout', () => request.destroy(new Error('the call took too long')));
      // A kept connection that the app closed meanwhile fails at once, before the app saw anything.
      request.on('error', (error) => reject(new NoAnswerError(isConnected && !request.reusedSocket, error)));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER_BYTES) request.destroy(new Error('the answer is too large'));
          else chunks.push(chunk);
        });
        response.on('error', (error) => reject(new NoAnswerError(true, error)));
        response.on('end', () => {
          const texts = Object.entries(response.headers).map(([key, value]) => [key, String(value ?? '')]);
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(texts),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      });
      request.end(body);
    });
  }

  /** Closes idle connections. */
  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}
