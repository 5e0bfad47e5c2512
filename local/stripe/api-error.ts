/** The body of an error as Stripe words it; absent fields are left out on the wire. */
export interface ApiErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: unknown;
}

/** A refusal that is answered to the caller as it stands; anything else thrown is answered as `api_error`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ApiErrorBody,
    /** Extra fact for the idempotency record: what failed validation was never executed and is not kept. */
    readonly isExecuted = true,
  ) {
    super(body.message);
    this.name = 'ApiError';
  }
}

/** A parameter that cannot be read or accepted (400); not remembered for its idempotency key. */
export function invalidParam(message: string, param: string, code?: string): ApiError {
  return new ApiError(
    400,
    { type: 'invalid_request_error', message, param, ...(code ? { code } : {}) },
    false,
  );
}

/** A valid request that the state of the account refuses (400). */
export function refused(message: string, code?: string, param?: string): ApiError {
  return new ApiError(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  });
}

/** No such object: 404 when it is the address itself, 400 when a parameter names it. */
export function resourceMissing(kind: string, id: string, param: string): ApiError {
  return new ApiError(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}
