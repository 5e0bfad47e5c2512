/// <reference path="../.sst/platform/config.d.ts" />

/**
 * Creates the bucket for uploads, videos and certificates: closed to the public, reached over TLS only, and by browsers
 * only from the site and with a signed address. What is replaced or deleted can be brought back for 30 days.
 */
export function createStorage(router: sst.aws.Router) {
  const bucket = new sst.aws.Bucket('Media', {
    versioning: true,
    // For the distribution of private files (`media.ts`), and none of another account.
    policy: [
      {
        actions: ['s3:GetObject'],
        principals: [{ type: 'service', identifiers: ['cloudfront.amazonaws.com'] }],
        paths: ['private/*'],
        conditions: [
          {
            test: 'StringEquals',
            variable: 'AWS:SourceAccount',
            values: [aws.getCallerIdentityOutput().accountId],
          },
        ],
      },
    ],
    cors: {
      allowOrigins: [router.url],
      allowMethods: ['GET', 'HEAD', 'PUT'],
      allowHeaders: ['content-type', 'range', 'x-amz-checksum-sha256'],
      exposeHeaders: ['ETag', 'Content-Length', 'Content-Range'],
      maxAge: '1 hour',
    },
  });
  new aws.s3.BucketLifecycleConfiguration('MediaLifecycle', {
    bucket: bucket.name,
    rules: [
      {
        id: 'forget',
        status: 'Enabled',
        filter: { prefix: '' },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        expiration: { expiredObjectDeleteMarker: true },
        // A day after the application itself gives an upload up.
        abortIncompleteMultipartUpload: { daysAfterInitiation: 15 },
      },
    ],
  });
  return bucket;
}
