import { hasParam, param, type S3Request } from '../protocol/request';
import { s3Error } from '../protocol/s3-error';
import {
  createBucket,
  deleteBucket,
  deleteCors,
  getCors,
  getLocation,
  getVersioning,
  headBucket,
  listBuckets,
  putCors,
} from './buckets';
import { completeUpload } from './complete-upload';
import { listObjects } from './listing';
import { abortUpload, createUpload, listParts, listUploads, uploadPart } from './multipart';
import { type BucketContext, type ObjectContext, type OperationContext, requireBucket } from './operation';
import { readObject } from './reading';
import { deleteTagging, getTagging, putTagging } from './tagging';
import { copyObject, deleteObject, deleteObjects, putObject } from './writing';

type Handler<Context> = (context: Context) => void | Promise<void>;

const BUCKET_OPERATIONS: Readonly<Record<string, Handler<BucketContext>>> = {
  'GET ': listObjects,
  'GET location': getLocation,
  'GET versioning': getVersioning,
  'GET cors': getCors,
  'GET uploads': listUploads,
  'PUT cors': putCors,
  'POST delete': deleteObjects,
  'HEAD ': headBucket,
  'DELETE ': deleteBucket,
  'DELETE cors': deleteCors,
};

const OBJECT_OPERATIONS: Readonly<Record<string, Handler<ObjectContext>>> = {
  'GET ': readObject,
  'GET tagging': getTagging,
  'GET uploadId': listParts,
  'HEAD ': readObject,
  'PUT ': putObject,
  'PUT tagging': putTagging,
  'PUT uploadId': uploadPart,
  'POST uploads': createUpload,
  'POST uploadId': completeUpload,
  'DELETE ': deleteObject,
  'DELETE tagging': deleteTagging,
  'DELETE uploadId': abortUpload,
};

const SUPPORTED = ['cors', 'delete', 'location', 'tagging', 'uploadId', 'uploads', 'versioning'];

/** Sub-resources of S3 that would be misread as the plain object or bucket if they were ignored. */
const UNSUPPORTED = [
  'accelerate',
  'acl',
  'analytics',
  'attributes',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'lifecycle',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'torrent',
  'versionId',
  'versions',
  'website',
];

function subresource(request: S3Request): string {
  const refused = UNSUPPORTED.find((name) => hasParam(request, name));
  if (refused !== undefined)
    throw s3Error('NotImplemented', `The sub-resource ${refused} is not implemented.`);
  return SUPPORTED.find((name) => hasParam(request, name)) ?? '';
}

async function onBucket(context: OperationContext, name: string): Promise<void> {
  const { request, storage } = context;
  const resource = subresource(request);
  if (request.method === 'PUT' && resource === '') return createBucket(context, name);
  const operation = BUCKET_OPERATIONS[`${request.method} ${resource}`];
  if (operation === undefined) throw s3Error(resource === '' ? 'MethodNotAllowed' : 'NotImplemented');
  await operation({ ...context, bucket: requireBucket(storage, name) });
}

async function onObject(context: OperationContext, bucketName: string, key: string): Promise<void> {
  const { request, storage } = context;
  const resource = subresource(request);
  const isCopy = request.method === 'PUT' && request.headers['x-amz-copy-source'] !== undefined;
  if (isCopy && param(request, 'uploadId') !== undefined) throw s3Error('NotImplemented', 'UploadPartCopy.');
  const operation = isCopy ? copyObject : OBJECT_OPERATIONS[`${request.method} ${resource}`];
  if (operation === undefined) throw s3Error('MethodNotAllowed');
  await operation({ ...context, bucket: requireBucket(storage, bucketName), key });
}

/** Runs the operation an authenticated request asks for. @throws S3Error */
export async function dispatch(context: OperationContext): Promise<void> {
  const { bucket, key, method } = context.request;
  if (bucket === null) {
    if (method !== 'GET') throw s3Error('MethodNotAllowed');
    listBuckets(context);
  } else if (key === null) await onBucket(context, bucket);
  else await onObject(context, bucket, key);
}
