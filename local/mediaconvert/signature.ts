import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may use the stand-in. */
export type Keys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
};

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const hex = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

/** The text that a signature is made of (Signature Version 4); the paths of this service need no encoding. */
function canonical(request: IncomingMessage, names: readonly string[], body: Buffer): string {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const headers = names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('');
  return [request.method, pathname, search.slice(1), headers, names.join(';'), hex(body)].join('\n');
}

/** Says whether a request is signed by somebody who has these keys, for this service, and with this body. */
export function isSigned(request: IncomingMessage, body: Buffer, keys: Keys): boolean {
  const given = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/.exec(
    request.headers.authorization ?? '',
  );
  const [, credential = '', signed = '', signature = ''] = given ?? [];
  const [accessKeyId, date = '', region, service] = credential.split('/');
  if (accessKeyId !== keys.accessKeyId || region !== keys.region || service !== 'mediaconvert') return false;
  const scope = `${date}/${region}/mediaconvert/aws4_request`;
  const at = String(request.headers['x-amz-date'] ?? '');
  const text = ['AWS4-HMAC-SHA256', at, scope, hex(canonical(request, signed.split(';'), body))].join('\n');
  const derived = [date, region, 'mediaconvert', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${keys.secretAccessKey}`,
  );
  const expected = hmac(derived, text);
  return signed.split(';').includes('host') && timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
