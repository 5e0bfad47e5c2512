import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest form, in bytes. */
const maxForm = 16 * 1024;

/** Reads a form; what is too long to be one of ours counts as empty. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxForm) chunks.push(bytes);
  }
  return new URLSearchParams(size > maxForm ? '' : Buffer.concat(chunks).toString('utf8'));
}

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers and ends. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

/** An answer in plain text. */
export function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** An answer in JSON. */
export function json(status: number, body: unknown): Answer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}

/** Leads elsewhere. */
export function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: '' };
}
