/// <reference path="../.sst/platform/config.d.ts" />

import type { Env } from '../server/platform/env';
import { type Database, databaseTrust } from './database';
import type { Delivery, Transcoding } from './media';
import type { Secrets } from './secrets';
import type { Settings } from './settings';

/** What the site is made of. */
export interface SiteParts {
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly vpc: sst.aws.Vpc;
  readonly database: Database;
  readonly migration: aws.lambda.Invocation;
  readonly router: sst.aws.Router;
  readonly bucket: sst.aws.Bucket;
  readonly transcoding: Transcoding;
  readonly delivery: Delivery | null;
}

/**
 * Creates the one public entrance. It exists before the site, so that the site and its bucket know their own address; it
 * signs each request to a function, and functions answer nobody else.
 */
export function createRouter({ domain }: Settings) {
  return new sst.aws.Router('Entrance', {
    ...(domain === undefined ? {} : { domain }),
    protection: 'oac-with-edge-signing',
  });
}

/**
 * The variables of `server/platform/env.ts`, by the same names; those that have a default or a role on AWS are absent.
 * Only the running function gets them: the build knows the site's address and no secret.
 */
function environment(parts: SiteParts) {
  const { settings, secrets, database, migration, router, bucket, transcoding, delivery } = parts;
  return {
    ...secrets,
    ...databaseTrust,
    APP_URL: router.url,
    // Waits for the migration, so that new code never answers on an old schema.
    DATABASE_URL: $util.all([database.url, migration.id]).apply(([url]) => url),
    DATABASE_POOL_SIZE: String(database.connections.perFunction),
    S3_REGION: aws.getRegionOutput().region,
    S3_BUCKET: bucket.name,
    MEDIACONVERT_ROLE_ARN: transcoding.role.arn,
    MEDIACONVERT_QUEUE_ARN: transcoding.queue.arn,
    ...(delivery === null
      ? {}
      : { CLOUDFRONT_MEDIA_URL: delivery.url, CLOUDFRONT_KEY_PAIR_ID: delivery.keyPairId }),
    ...(settings.mailFrom === undefined ? {} : { MAIL_FROM: settings.mailFrom }),
    ...(settings.logLevel === undefined ? {} : { LOG_LEVEL: settings.logLevel }),
    ...(settings.breachedPasswordsUrl === undefined
      ? {}
      : { BREACHED_PASSWORDS_URL: settings.breachedPasswordsUrl }),
  } satisfies Partial<Record<keyof Env | keyof typeof databaseTrust, $util.Input<string>>>;
}

/** Creates the site: static files in S3, everything else in a streaming function inside the private network. */
export function createSite(parts: SiteParts) {
  const { vpc, router, bucket, database, transcoding } = parts;
  return new sst.aws.Nextjs('Web', {
    router: { instance: router },
    buildCommand: 'npm run db:generate && npx --yes @opennextjs/aws@4.1.12 build',
    vpc,
    environment: { APP_URL: router.url },
    permissions: [
      {
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resources: [$interpolate`${bucket.arn}/*`],
      },
      // Lets a missing object be told from a forbidden one, and readiness ask for the bucket.
      { actions: ['s3:ListBucket'], resources: [bucket.arn] },
      { actions: ['mediaconvert:CreateJob'], resources: [transcoding.queue.arn] },
      // A job has no name of its own before it is made, and looking at a file has none at all.
      { actions: ['mediaconvert:GetJob', 'mediaconvert:Probe'], resources: ['*'] },
      { actions: ['iam:PassRole'], resources: [transcoding.role.arn] },
    ],
    server: {
      runtime: 'nodejs24.x',
      // Native modules are taken from the machine that builds; see docs/deployment.md.
      architecture: 'x86_64',
      // The least memory that comes with a whole processor, which hashing a password needs.
      memory: '1769 MB',
      // CloudFront waits no longer than this for a function without a raised quota.
      timeout: '60 seconds',
    },
    transform: {
      server: (fn) => {
        fn.concurrency = { reserved: database.connections.functions };
        fn.environment = $util
          .all([fn.environment, environment(parts)])
          .apply(([fromOpenNext, own]) => ({ ...fromOpenNext, ...own }));
      },
    },
  });
}
