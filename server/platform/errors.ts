/**
 * The one table of what can go wrong and how each transport says it (ADR 0001, docs/architecture.md "Errors").
 * A kind that is missing here does not compile anywhere else.
 */
export const errorKinds = {
  unauthenticated: { http: 401, trpc: 'UNAUTHORIZED', retry: false, level: 'info' },
  forbidden: { http: 403, trpc: 'FORBIDDEN', retry: false, level: 'warn' },
  not_found: { http: 404, trpc: 'NOT_FOUND', retry: false, level: 'info' },
  invalid_input: { http: 400, trpc: 'BAD_REQUEST', retry: false, level: 'info' },
  conflict: { http: 409, trpc: 'CONFLICT', retry: false, level: 'info' },
  invalid_state: { http: 412, trpc: 'PRECONDITION_FAILED', retry: false, level: 'info' },
  limit_exceeded: { http: 403, trpc: 'FORBIDDEN', retry: false, level: 'info' },
  payment_required: { http: 402, trpc: 'PAYMENT_REQUIRED', retry: false, level: 'info' },
  rate_limited: { http: 429, trpc: 'TOO_MANY_REQUESTS', retry: true, level: 'warn' },
  unavailable: { http: 503, trpc: 'SERVICE_UNAVAILABLE', retry: true, level: 'error' },
  internal: { http: 500, trpc: 'INTERNAL_SERVER_ERROR', retry: true, level: 'error' },
} as const;

/** A closed list of failure kinds. */
export type ErrorKind = keyof typeof errorKinds;

/** One member of a domain's closed error list: its code is also the key of its text in `messages/<locale>/errors.json`. */
export type ErrorDefinition<Code extends string = string> = { readonly code: Code; readonly kind: ErrorKind };

/** Facts a reader of the error may see; values are put into the translated text. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** Extra facts that some transports turn into headers or form errors. */
export type ErrorExtras = {
  readonly details?: ErrorDetails;
  /** Seconds until the same call may succeed. */
  readonly retryAfterSeconds?: number;
  /** Path of the field at fault, as in the input. */
  readonly field?: string;
  /** For the log only; never sent to a client. */
  readonly cause?: unknown;
};

/** A failure that a client is told about: code, kind and details are public, the cause is not. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  readonly retryAfterSeconds: number | undefined;
  readonly field: string | undefined;

  constructor(definition: ErrorDefinition, extras: ErrorExtras = {}) {
    super(definition.code, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = 'AppError';
    this.code = definition.code;
    this.kind = definition.kind;
    this.details = extras.details ?? {};
    this.retryAfterSeconds = extras.retryAfterSeconds;
    this.field = extras.field;
  }
}

/** Builds a domain's closed list: `defineErrors('enrollments', { already_revoked: 'invalid_state' })`. */
export function defineErrors<const Domain extends string, const Kinds extends Record<string, ErrorKind>>(
  domain: Domain,
  kinds: Kinds,
): { readonly [Name in keyof Kinds & string]: ErrorDefinition<`${Domain}/${Name}`> } {
  const entries = Object.entries(kinds).map(([name, kind]) => [name, { code: `${domain}/${name}`, kind }]);
  return Object.fromEntries(entries);
}

/** Errors that no domain owns. */
export const platformErrors = defineErrors('platform', {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  not_found: 'not_found',
  invalid_input: 'invalid_input',
  rate_limited: 'rate_limited',
  unavailable: 'unavailable',
  internal: 'internal',
  idempotency_mismatch: 'conflict',
  idempotency_in_progress: 'conflict',
  /** Sensitive, and the last proof of who asks is too long ago: prove it again, then repeat the call. */
  proof_required: 'forbidden',
  /** Not to be done in the name of another person. */
  not_while_impersonating: 'forbidden',
  /** No API key opens this: it is for the person themselves, signed in. */
  not_by_api_key: 'forbidden',
  /** The API key that was sent does not have the scope for this. */
  scope_missing: 'forbidden',
});
