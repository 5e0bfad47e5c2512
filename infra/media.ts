/// <reference path="../.sst/platform/config.d.ts" />

import type { Settings } from './settings';

/** What makes recordings ready for courses. */
export interface Transcoding {
  readonly role: aws.iam.Role;
  readonly queue: aws.mediaconvert.Queue;
}

/** Creates a queue of MediaConvert, and the role in which it reads what was uploaded and writes what it makes of it. */
export function createTranscoding(bucket: sst.aws.Bucket): Transcoding {
  const role = new aws.iam.Role('TranscodingRole', {
    assumeRolePolicy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['mediaconvert.amazonaws.com'] }],
        },
      ],
    }).json,
  });
  new aws.iam.RolePolicy('TranscodingAccess', {
    role: role.id,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [$interpolate`${bucket.arn}/private/assets/*`],
        },
      ],
    }).json,
  });
  const queue = new aws.mediaconvert.Queue('Recordings', { pricingPlan: 'ON_DEMAND' });
  return { role, queue };
}

/** Where the bytes of private files come from, and which key signs for them. */
export interface Delivery {
  readonly url: $util.Output<string>;
  readonly keyPairId: $util.Output<string>;
}

/** As AWS names them: answers are kept by path alone, and nothing of a request goes on to the bucket but its origin. */
const managed = {
  cachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  corsS3Origin: '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf',
} as const;

/**
 * Creates the distribution that takes the private files of the bucket to readers: each address is signed by the site for one
 * object and a minute, others are refused at the edge. Without a public key in the settings there is none, and the
 * site's function hands the bytes out itself.
 */
export function createDelivery(
  { mediaPublicKey, isProduction }: Settings,
  router: sst.aws.Router,
  bucket: sst.aws.Bucket,
): Delivery | null {
  if (mediaPublicKey === undefined) return null;
  const key = new aws.cloudfront.PublicKey('MediaKey', { encodedKey: mediaPublicKey });
  const group = new aws.cloudfront.KeyGroup('MediaSigners', { items: [key.id] });
  const access = new aws.cloudfront.OriginAccessControl('MediaAccess', {
    originAccessControlOriginType: 's3',
    signingBehavior: 'always',
    signingProtocol: 'sigv4',
  });
  const headers = new aws.cloudfront.ResponseHeadersPolicy('MediaHeaders', {
    corsConfig: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: { items: ['Range'] },
      accessControlAllowMethods: { items: ['GET', 'HEAD'] },
      accessControlAllowOrigins: { items: [router.url] },
      accessControlExposeHeaders: { items: ['Content-Length', 'Content-Range'] },
      accessControlMaxAgeSec: 3_600,
      originOverride: true,
    },
    securityHeadersConfig: { contentTypeOptions: { override: true } },
  });
  const distribution = new aws.cloudfront.Distribution('MediaDelivery', {
    enabled: true,
    comment: 'Private files, with signed addresses only',
    httpVersion: 'http2and3',
    isIpv6Enabled: true,
    priceClass: isProduction ? 'PriceClass_All' : 'PriceClass_100',
    origins: [
      {
        originId: 'bucket',
        domainName: bucket.nodes.bucket.bucketRegionalDomainName,
        originAccessControlId: access.id,
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: 'bucket',
      trustedKeyGroups: [group.id],
      viewerProtocolPolicy: 'https-only',
      allowedMethods: ['GET', 'HEAD', 'OPTIONS'],
      cachedMethods: ['GET', 'HEAD'],
      cachePolicyId: managed.cachingOptimized,
      originRequestPolicyId: managed.corsS3Origin,
      responseHeadersPolicyId: headers.id,
      compress: false,
    },
    restrictions: { geoRestriction: { restrictionType: 'none' } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
  });
  return {
    url: $interpolate`https://${distribution.domainName}`,
    keyPairId: key.id,
  };
}
