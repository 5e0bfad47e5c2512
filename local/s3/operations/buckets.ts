import { receiveDocument } from '../protocol/body';
import { s3Error } from '../protocol/s3-error';
import { childrenNamed, childText, parseXml, type XmlNode } from '../protocol/xml';
import { type CorsRule, corsRuleSchema } from '../storage/records';
import { isBucketName } from '../storage/storage';
import { type BucketContext, bodySigner, type OperationContext, sendEmpty, sendXml } from './operation';

const OWNER = { ID: 'local', DisplayName: 'local' };

/** ListBuckets. */
export function listBuckets({ response, storage }: OperationContext): void {
  const buckets = storage.list().map(({ name, configuration }) => ({
    Name: name,
    CreationDate: new Date(configuration.createdAt).toISOString(),
  }));
  sendXml(response, 'ListAllMyBucketsResult', { Owner: OWNER, Buckets: { Bucket: buckets } });
}

/** CreateBucket. @throws InvalidBucketName, BucketAlreadyOwnedByYou */
export async function createBucket(context: OperationContext, name: string): Promise<void> {
  if (!isBucketName(name)) throw s3Error('InvalidBucketName');
  if (context.storage.bucket(name) !== undefined) throw s3Error('BucketAlreadyOwnedByYou');
  await receiveDocument(context.request, bodySigner(context));
  await context.storage.ensure(name);
  sendEmpty(context.response, 200, { location: `/${name}` });
}

/** HeadBucket. */
export function headBucket({ response, credentials }: BucketContext): void {
  sendEmpty(response, 200, { 'x-amz-bucket-region': credentials.region });
}

/** DeleteBucket. @throws BucketNotEmpty */
export async function deleteBucket({ bucket, storage, response }: BucketContext): Promise<void> {
  if (!bucket.isEmpty || bucket.uploads.list().length > 0) throw s3Error('BucketNotEmpty');
  await storage.remove(bucket.name);
  sendEmpty(response, 204);
}

/** GetBucketLocation; the oldest region is written as nothing. */
export function getLocation({ response, credentials }: BucketContext): void {
  const region = credentials.region === 'us-east-1' ? '' : credentials.region;
  sendXml(response, 'LocationConstraint', { LocationConstraint: region });
}

/** GetBucketVersioning: never enabled here, and said so. */
export function getVersioning({ response }: BucketContext): void {
  sendXml(response, 'VersioningConfiguration', {});
}

function texts(node: XmlNode, name: string): string[] {
  return childrenNamed(node, name).map(({ text }) => text);
}

function parseRule(node: XmlNode): CorsRule {
  const age = childText(node, 'MaxAgeSeconds');
  const rule = corsRuleSchema.safeParse({
    allowedOrigins: texts(node, 'AllowedOrigin'),
    allowedMethods: texts(node, 'AllowedMethod'),
    allowedHeaders: texts(node, 'AllowedHeader'),
    exposeHeaders: texts(node, 'ExposeHeader'),
    maxAgeSeconds: age === undefined ? null : Number(age),
  });
  if (!rule.success) throw s3Error('MalformedXML');
  return rule.data;
}

/** PutBucketCors. @throws MalformedXML */
export async function putCors(context: BucketContext): Promise<void> {
  const document = parseXml(await receiveDocument(context.request, bodySigner(context)));
  const rules = childrenNamed(document, 'CORSRule').map(parseRule);
  if (document.name !== 'CORSConfiguration' || rules.length === 0) throw s3Error('MalformedXML');
  await context.bucket.configure({ cors: rules });
  sendEmpty(context.response, 200);
}

/** GetBucketCors. @throws NoSuchCORSConfiguration */
export function getCors({ bucket, response }: BucketContext): void {
  const { cors } = bucket.configuration;
  if (cors === null) throw s3Error('NoSuchCORSConfiguration');
  const rules = cors.map((rule) => ({
    AllowedOrigin: rule.allowedOrigins,
    AllowedMethod: rule.allowedMethods,
    AllowedHeader: rule.allowedHeaders,
    ExposeHeader: rule.exposeHeaders,
    MaxAgeSeconds: rule.maxAgeSeconds,
  }));
  sendXml(response, 'CORSConfiguration', { CORSRule: rules });
}

/** DeleteBucketCors. */
export async function deleteCors({ bucket, response }: BucketContext): Promise<void> {
  await bucket.configure({ cors: null });
  sendEmpty(response, 204);
}
