import { param, type S3Request } from './request';
import { s3Error } from './s3-error';
import {
  ALGORITHM,
  type Credentials,
  isSameSignature,
  parseAmzDate,
  requestSignature,
  type Scope,
} from './sigv4';

const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRY_SECONDS = 7 * 24 * 60 * 60;

/** What a verified request proved; streaming bodies continue its signature chunk by chunk. */
export type Authentication = { readonly signature: string; readonly amzDate: string; readonly scope: Scope };

type Claim = Authentication & {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  readonly query: S3Request['query'];
};

function parseCredential(text: string | undefined, refuse: (why: string) => Error) {
  // Access keys may hold slashes in theory; the scope is always the last four segments.
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(text ?? '');
  const [, accessKeyId, date, region, service] = match ?? [];
  if (accessKeyId === undefined || date === undefined || region === undefined || service !== 's3') {
    throw refuse('The credential is malformed; it must be <key>/<date>/<region>/s3/aws4_request.');
  }
  return { accessKeyId, scope: { date, region } };
}

function headerClaim(request: S3Request, authorization: string): Claim {
  const refuse = (why: string) => s3Error('AuthorizationHeaderMalformed', why);
  if (!authorization.startsWith(`${ALGORITHM} `)) {
    throw s3Error(
      'InvalidRequest',
      `The authorization mechanism you have provided is not supported. Use ${ALGORITHM}.`,
    );
  }
  const field = (name: string) => new RegExp(`[ ,]${name}=([^,\\s]+)`).exec(authorization)?.[1];
  const { accessKeyId, scope } = parseCredential(field('Credential'), refuse);
  const [signed, signature] = [field('SignedHeaders'), field('Signature')];
  const [amzDate, payloadHash] = [request.headers['x-amz-date'], request.headers['x-amz-content-sha256']];
  if (signed === undefined || signature === undefined) throw refuse('SignedHeaders or Signature is missing.');
  if (amzDate === undefined) throw s3Error('AccessDenied', 'An x-amz-date header is required.');
  if (payloadHash === undefined) {
    throw s3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  return {
    accessKeyId,
    scope,
    signature,
    amzDate,
    signedHeaders: signed.split(';'),
    payloadHash,
    query: request.query,
  };
}

function queryClaim(request: S3Request, signature: string): Claim {
  const refuse = (why: string) => s3Error('AuthorizationQueryParametersError', why);
  if (param(request, 'X-Amz-Algorithm') !== ALGORITHM) throw refuse(`X-Amz-Algorithm must be ${ALGORITHM}.`);
  const { accessKeyId, scope } = parseCredential(param(request, 'X-Amz-Credential'), refuse);
  const [signed, amzDate] = [param(request, 'X-Amz-SignedHeaders'), param(request, 'X-Amz-Date')];
  if (signed === undefined || amzDate === undefined)
    throw refuse('X-Amz-SignedHeaders or X-Amz-Date is missing.');
  const signedHeaders = signed.split(';');
  const signedHash = signedHeaders.includes('x-amz-content-sha256')
    ? request.headers['x-amz-content-sha256']
    : null;
  return {
    accessKeyId,
    scope,
    signature,
    amzDate,
    signedHeaders,
    payloadHash: param(request, 'X-Amz-Content-Sha256') ?? signedHash ?? 'UNSIGNED-PAYLOAD',
    query: request.query.filter(([name]) => name !== 'X-Amz-Signature'),
  };
}

function checkExpiry(request: S3Request, signedAt: number, now: number): void {
  const seconds = Number(param(request, 'X-Amz-Expires'));
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_EXPIRY_SECONDS) {
    throw s3Error('AuthorizationQueryParametersError', 'X-Amz-Expires must be between 1 and 604800 seconds.');
  }
  if (signedAt - MAX_SKEW_MS > now) throw s3Error('AccessDenied', 'Request is not valid yet');
  if (now > signedAt + seconds * 1000) throw s3Error('AccessDenied', 'Request has expired');
}

function checkScope(claim: Claim, credentials: Credentials, isQuery: boolean): void {
  const code = isQuery ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
  if (claim.scope.region !== credentials.region) {
    throw s3Error(code, `The region '${claim.scope.region}' is wrong; expecting '${credentials.region}'.`);
  }
  if (!claim.amzDate.startsWith(claim.scope.date)) {
    throw s3Error(code, 'The date of the credential is not the date of the request.');
  }
}

/** Every header that changes what S3 does must be covered, or a holder of the URL could add one. */
function checkCoverage(request: S3Request, claim: Claim, isQuery: boolean): void {
  if (!claim.signedHeaders.includes('host')) throw s3Error('AccessDenied', 'The host header must be signed.');
  const isFree = (name: string) => isQuery && name === 'x-amz-content-sha256';
  const loose = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name) && !isFree(name),
  );
  if (loose.length > 0) {
    throw s3Error(
      'AccessDenied',
      `There were headers present in the request which were not signed: ${loose.join(', ')}`,
    );
  }
}

/**
 * Verifies the SigV4 signature of a request, in its header or its query.
 * @param now milliseconds since the epoch
 * @throws AccessDenied for anonymous and expired requests, SignatureDoesNotMatch, RequestTimeTooSkewed and others
 */
export function authenticate(request: S3Request, credentials: Credentials, now: number): Authentication {
  const authorization = request.headers['authorization'];
  const querySignature = param(request, 'X-Amz-Signature');
  const isQuery = authorization === undefined;
  if (isQuery && querySignature === undefined) throw s3Error('AccessDenied');
  if (!isQuery && querySignature !== undefined) {
    throw s3Error(
      'InvalidArgument',
      'Only one auth mechanism allowed; use the header or the query, not both.',
    );
  }
  const claim = isQuery ? queryClaim(request, querySignature ?? '') : headerClaim(request, authorization);
  if (!isSameSignature(credentials.accessKeyId, claim.accessKeyId)) {
    throw s3Error('InvalidAccessKeyId');
  }
  const signedAt = parseAmzDate(claim.amzDate);
  if (Number.isNaN(signedAt)) throw s3Error('AccessDenied', 'The request date is malformed.');
  checkScope(claim, credentials, isQuery);
  if (isQuery) checkExpiry(request, signedAt, now);
  else if (Math.abs(now - signedAt) > MAX_SKEW_MS) throw s3Error('RequestTimeTooSkewed');
  const expected = requestSignature(
    { ...request, ...claim },
    claim.amzDate,
    claim.scope,
    credentials.secretAccessKey,
  );
  if (!isSameSignature(expected, claim.signature)) throw s3Error('SignatureDoesNotMatch');
  checkCoverage(request, claim, isQuery);
  return { signature: claim.signature, amzDate: claim.amzDate, scope: claim.scope };
}
