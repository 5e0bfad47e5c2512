import { z } from 'zod';
import { type ApiError, invalidParam } from './api-error';
import type { FormTree } from './form';
import { isCurrency } from './money';

/** Reads text with `read`, which answers a reason when it cannot. */
function reading<T>(read: (text: string) => { value: T } | { reason: string; code: string }) {
  return z.string().transform((text, context): T => {
    const result = read(text);
    if ('value' in result) return result.value;
    context.addIssue({ code: 'custom', message: result.reason, params: { code: result.code } });
    return z.NEVER;
  });
}

/** Text of at most 5,000 characters. */
export const text = z.string().min(1).max(5_000);

/** Text where the empty string clears the field. */
export const clearable = z
  .string()
  .max(5_000)
  .transform((value) => (value === '' ? null : value));

/** A whole number. */
export const integer = reading((value) =>
  /^-?\d{1,15}$/.test(value)
    ? { value: Number(value) }
    : { reason: `Invalid integer: ${value}`, code: 'parameter_invalid_integer' },
);

/** A whole number from `min` on. */
export const integerFrom = (min: number) =>
  integer.refine((value) => value >= min, { message: `This value must be greater than or equal to ${min}.` });

/** A decimal number. */
export const decimal = reading((value) =>
  /^-?\d+(\.\d+)?$/.test(value)
    ? { value: Number(value) }
    : { reason: `Invalid decimal: ${value}`, code: 'parameter_invalid_empty' },
);

/** `true` or `false`. */
export const flag = reading((value) =>
  value === 'true' || value === 'false'
    ? { value: value === 'true' }
    : { reason: `Invalid boolean: ${value}`, code: 'parameter_unknown' },
);

/** A three-letter currency, in lower case. */
export const currency = reading((value) =>
  isCurrency(value.toLowerCase())
    ? { value: value.toLowerCase() }
    : { reason: `Invalid currency: ${value}`, code: 'parameter_unknown' },
);

/** A list given by index keys. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => {
    if (value === '') return [];
    if (typeof value !== 'object' || value === null) return value;
    return Object.entries(value)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, entry]: [string, unknown]) => entry);
  }, z.array(item));
}

/** A set of metadata changes: an empty value removes its key, an empty string in place of the set removes all. */
export const metadata = z.union([
  z.literal(''),
  z.record(z.string().min(1).max(40), z.string().max(500)).refine((set) => Object.keys(set).length <= 50, {
    message: 'You cannot have more than 50 metadata keys.',
  }),
]);

/** Metadata after a change was applied to what there was. */
export function mergeMetadata(
  before: Readonly<Record<string, string>>,
  change: z.infer<typeof metadata> | undefined,
): Record<string, string> {
  if (change === undefined) return { ...before };
  if (change === '') return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''));
}

/** A moment or a range of moments, in seconds since 1970. */
export const moments = z.union([
  integer.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
]);

/** Parameters every list takes. */
export const paging = {
  limit: integer
    .refine((value) => value >= 1 && value <= 100, { message: 'Limit must be between 1 and 100.' })
    .optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** A postal address; every part may be missing. */
export const address = z.strictObject({
  city: clearable.optional(),
  country: clearable.optional(),
  line1: clearable.optional(),
  line2: clearable.optional(),
  postal_code: clearable.optional(),
  state: clearable.optional(),
});

/** A path of keys in Stripe's notation: `line_items[0][price]`. */
function paramName(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  return first === undefined ? '' : first + rest.map((part) => `[${part}]`).join('');
}

function toApiError(issue: z.core.$ZodIssue, parent: readonly PropertyKey[] = []): ApiError {
  const path = [...parent, ...issue.path];
  const param = paramName(path);
  if (issue.code === 'unrecognized_keys') {
    const unknown = paramName([...path, ...issue.keys.slice(0, 1)]);
    return invalidParam(`Received unknown parameter: ${unknown}`, unknown, 'parameter_unknown');
  }
  if (issue.code === 'invalid_union') {
    // The alternative that came furthest says best what is wrong with the value.
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest) return toApiError(deepest, path);
  }
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_value') && issue.input === undefined) {
    return invalidParam(`Missing required param: ${param}.`, param, 'parameter_missing');
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String).join(', ');
    return invalidParam(`Invalid ${param}: must be one of ${allowed}`, param);
  }
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.['code'];
    return invalidParam(issue.message, param, typeof code === 'string' ? code : undefined);
  }
  return invalidParam(`Invalid ${param}: ${issue.message}`, param);
}

/** Request parameters as `schema` describes them. @throws {ApiError} naming the parameter that is wrong. */
export function parseParams<T extends z.ZodType>(schema: T, tree: FormTree): z.output<T> {
  const result = schema.safeParse(tree, { reportInput: true });
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw first ? toApiError(first) : invalidParam('Invalid parameters.', '');
}

/** The entries that were given: an update leaves the others as they are. */
export function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in given) {
    const value = given[key];
    if (isGiven(value)) result[key] = value;
  }
  return result;
}

function isGiven<V>(value: V): value is Exclude<V, undefined> {
  return value !== undefined;
}
