import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dispatch } from './operations/dispatch';
import { requireBucket, sendEmpty } from './operations/operation';
import { postObject } from './operations/post-object';
import { authenticate } from './protocol/authenticate';
import { corsHeaders, readCorsRequest } from './protocol/cors';
import { parseRequest, type S3Request } from './protocol/request';
import { S3Error, s3Error } from './protocol/s3-error';
import type { Credentials } from './protocol/sigv4';
import { xmlDocument } from './protocol/xml';
import type { Storage } from './storage/storage';

/** What answers requests. */
export type Service = {
  readonly storage: Storage;
  readonly credentials: Credentials;
  readonly now: () => number;
};

const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

function allowedByCors(service: Service, request: S3Request): Record<string, string> | null {
  const asked = readCorsRequest(request.headers, request.method);
  const rules = request.bucket === null ? null : service.storage.bucket(request.bucket)?.configuration.cors;
  return asked === null ? null : corsHeaders(rules ?? [], asked);
}

function answerPreflight(service: Service, request: S3Request, response: ServerResponse): void {
  const headers = allowedByCors(service, request);
  if (headers === null) throw s3Error('AccessDenied', 'CORSResponse: This CORS request is not allowed.');
  sendEmpty(response, 200, headers);
}

function isForm(request: S3Request): boolean {
  const type = request.headers['content-type'] ?? '';
  return request.method === 'POST' && request.key === null && type.startsWith('multipart/form-data');
}

async function answer(service: Service, request: S3Request, response: ServerResponse): Promise<void> {
  const { storage, credentials, now } = service;
  response.setHeader('vary', VARY);
  if (request.method === 'OPTIONS') {
    answerPreflight(service, request, response);
    return;
  }
  for (const [name, value] of Object.entries(allowedByCors(service, request) ?? {}))
    response.setHeader(name, value);
  if (isForm(request) && request.bucket !== null) {
    const bucket = requireBucket(storage, request.bucket);
    await postObject({ request, response, bucket, credentials, now });
    return;
  }
  const authentication = authenticate(request, credentials, now());
  await dispatch({ request, response, storage, credentials, now, authentication });
}

function asS3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  console.error('S3 file server:', error);
  return new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.');
}

/** Ends an answer that has begun; only a client that left by itself is no news. */
function breakOff(response: ServerResponse, error: unknown): void {
  const hasLeft = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (!hasLeft) console.error('S3 file server:', error);
  response.destroy();
}

function refuse(message: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    breakOff(response, error);
    return;
  }
  const { status, code, message: text } = asS3Error(error);
  const body = xmlDocument('Error', {
    Code: code,
    Message: text,
    Resource: message.url?.split('?')[0],
    RequestId: String(response.getHeader('x-amz-request-id')),
  });
  // What is left of a refused upload is read and dropped, so that the client gets to see the answer.
  if (!message.complete) response.setHeader('connection', 'close');
  message.resume();
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(message.method === 'HEAD' ? undefined : body);
}

/** The request listener of the S3 API; it never rejects. */
export function createListener(service: Service) {
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('x-amz-request-id', randomBytes(8).toString('hex').toUpperCase());
    try {
      await answer(service, parseRequest(message), response);
    } catch (error) {
      refuse(message, response, error);
    }
  };
}
