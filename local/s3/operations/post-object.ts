import type { ServerResponse } from 'node:http';
import { readAttributes } from '../protocol/attributes';
import { receiveFormFile } from '../protocol/body';
import { readFileForm } from '../protocol/form-data';
import { authorizeForm } from '../protocol/post-policy';
import { encode, type S3Request } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import type { Credentials } from '../protocol/sigv4';
import type { Bucket } from '../storage/bucket';
import type { StoredObject } from '../storage/records';
import { quoted, sendEmpty, sendXml } from './operation';
import { commitObject } from './writing';

/** Stands in a form's key for the name the file has at its sender. */
const FILE_NAME_VARIABLE = /\$\{filename\}/g;

/** What a form upload needs; its signature is in the form, not in the request. */
export type FormContext = {
  readonly request: S3Request;
  readonly response: ServerResponse;
  readonly bucket: Bucket;
  readonly credentials: Credentials;
  readonly now: () => number;
};

function redirectTarget(
  fields: Readonly<Record<string, string>>,
  bucket: string,
  object: StoredObject,
): string | null {
  const target = fields['success_action_redirect'];
  if (target === undefined || !URL.canParse(target)) return null;
  const url = new URL(target);
  url.searchParams.set('bucket', bucket);
  url.searchParams.set('key', object.key);
  url.searchParams.set('etag', quoted(object.etag));
  return url.href;
}

function answer(
  { request, response, bucket }: FormContext,
  fields: Record<string, string>,
  object: StoredObject,
): void {
  const path = object.key.split('/').map(encode).join('/');
  const location = `http://${request.headers['host'] ?? 'localhost'}/${bucket.name}/${path}`;
  const headers = { location, etag: quoted(object.etag) };
  const redirect = redirectTarget(fields, bucket.name, object);
  if (redirect !== null) {
    sendEmpty(response, 303, { ...headers, location: redirect });
    return;
  }
  if (fields['success_action_status'] !== '201') {
    sendEmpty(response, fields['success_action_status'] === '200' ? 200 : 204, headers);
    return;
  }
  response.setHeaders(new Map(Object.entries(headers)));
  const described = { Location: location, Bucket: bucket.name, Key: object.key, ETag: quoted(object.etag) };
  sendXml(response, 'PostResponse', described, 201);
}

/** POST Object: a browser form under a signed policy. @throws AccessDenied, EntityTooLarge, EntityTooSmall and others */
export async function postObject(context: FormContext): Promise<void> {
  const { request, bucket, credentials, now } = context;
  const form = await readFileForm(request.message, request.headers['content-type'] ?? '');
  const key = (form.fields['key'] ?? '').replace(FILE_NAME_VARIABLE, () => form.fileName);
  if (key === '') throw s3Error('InvalidArgument', 'Bucket POST must contain a field named key.');
  if (Buffer.byteLength(key) > 1024) throw s3Error('KeyTooLongError');
  const bounds = authorizeForm(form.fields, bucket.name, credentials, now());
  const file = bucket.data.create();
  const body = await receiveFormFile(form.content, form.fields, bounds.max, file);
  if (body.size < bounds.min) {
    await bucket.data.discard([file.name]);
    throw s3Error('EntityTooSmall');
  }
  const object: StoredObject = {
    ...readAttributes(form.fields),
    key,
    size: body.size,
    etag: body.md5,
    segments: [{ file: file.name, size: body.size }],
    isMultipart: false,
    checksum: body.checksum,
    modifiedAt: now(),
  };
  await commitObject(bucket, object, () => undefined);
  answer(context, form.fields, object);
}
