import { z } from 'zod';
import { s3Error } from './s3-error';
import { ALGORITHM, type Credentials, isSameSignature, sign, signingKey } from './sigv4';

const conditionSchema = z.union([
  z.tuple([
    z.literal('content-length-range'),
    z.coerce.number().int().min(0),
    z.coerce.number().int().min(0),
  ]),
  z.tuple([z.string(), z.string().startsWith('$'), z.string()]),
  z.record(z.string(), z.string()),
]);

const policySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(conditionSchema) });

type Policy = z.infer<typeof policySchema>;
type Fields = Readonly<Record<string, string>>;
type Match = { readonly field: string; readonly isExact: boolean; readonly value: string };

/** How large the file of a form may be, in bytes. */
export type LengthBounds = { readonly min: number; readonly max: number };

function refuse(why: string): Error {
  return s3Error('AccessDenied', `Invalid according to Policy: ${why}`);
}

function parsePolicy(encoded: string): Policy {
  try {
    return policySchema.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    throw refuse('the policy document is malformed.');
  }
}

function checkSignature(fields: Fields, credentials: Credentials): void {
  const credential = fields['x-amz-credential'] ?? '';
  const [, accessKeyId, date, region] = /^(.+)\/(\d{8})\/([^/]+)\/s3\/aws4_request$/.exec(credential) ?? [];
  if (fields['x-amz-algorithm'] !== ALGORITHM || date === undefined || region === undefined) {
    throw s3Error(
      'AccessDenied',
      'The form must be signed with x-amz-algorithm, x-amz-credential and x-amz-date.',
    );
  }
  if (!isSameSignature(credentials.accessKeyId, accessKeyId ?? '')) throw s3Error('InvalidAccessKeyId');
  if (region !== credentials.region) throw refuse(`the region must be ${credentials.region}.`);
  const expected = sign(signingKey(credentials.secretAccessKey, { date, region }), fields['policy'] ?? '');
  if (!isSameSignature(expected, fields['x-amz-signature'] ?? '')) throw s3Error('SignatureDoesNotMatch');
}

function matches(policy: Policy): Match[] {
  return policy.conditions.flatMap((condition): Match[] => {
    if (!Array.isArray(condition)) {
      return Object.entries(condition).map(([field, value]) => ({
        field: field.toLowerCase(),
        isExact: true,
        value,
      }));
    }
    const [operator, field, value] = condition;
    if (typeof field !== 'string' || typeof value !== 'string') return [];
    if (operator !== 'eq' && operator !== 'starts-with') throw refuse(`unknown operator ${operator}.`);
    return [{ field: field.slice(1).toLowerCase(), isExact: operator === 'eq', value }];
  });
}

function lengthBounds(policy: Policy): LengthBounds {
  const ranges = policy.conditions.flatMap((condition): LengthBounds[] => {
    if (!Array.isArray(condition)) return [];
    const [, min, max] = condition;
    return typeof min === 'number' && typeof max === 'number' ? [{ min, max }] : [];
  });
  return {
    min: Math.max(0, ...ranges.map(({ min }) => min)),
    max: Math.min(Number.MAX_SAFE_INTEGER, ...ranges.map(({ max }) => max)),
  };
}

function isFree(field: string): boolean {
  return ['policy', 'x-amz-signature', 'file', 'bucket'].includes(field) || field.startsWith('x-ignore-');
}

function checkFields(fields: Fields, bucket: string, policy: Policy): void {
  const rules = matches(policy);
  for (const { field, isExact, value } of rules) {
    const given = field === 'bucket' ? bucket : (fields[field] ?? '');
    const holds = isExact ? given === value : given.startsWith(value);
    if (!holds)
      throw refuse(`Policy Condition failed: ["${isExact ? 'eq' : 'starts-with'}", "$${field}", "${value}"]`);
  }
  const covered = new Set(rules.map(({ field }) => field));
  const extra = Object.keys(fields).filter((field) => !covered.has(field) && !isFree(field));
  if (extra.length > 0) throw refuse(`Extra input fields: ${extra.join(', ')}`);
}

/**
 * Verifies the signature of a browser form and holds its fields against the policy that was signed.
 * @returns the bounds the file must keep
 * @throws AccessDenied, SignatureDoesNotMatch, InvalidAccessKeyId
 */
export function authorizeForm(
  fields: Fields,
  bucket: string,
  credentials: Credentials,
  now: number,
): LengthBounds {
  const encoded = fields['policy'];
  if (encoded === undefined) throw s3Error('AccessDenied');
  checkSignature(fields, credentials);
  const policy = parsePolicy(encoded);
  if (now > Date.parse(policy.expiration)) throw refuse('Policy expired.');
  checkFields(fields, bucket, policy);
  return lengthBounds(policy);
}
