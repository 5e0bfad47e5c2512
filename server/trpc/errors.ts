import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { isDatabaseUnavailable, isUnstorableText } from '@/server/platform/db';
import {
  AppError,
  type ErrorDetails,
  type ErrorKind,
  errorKinds,
  platformErrors,
} from '@/server/platform/errors';

/** What a client learns about a failure besides its status. `code` is the key of the text to show. */
export type PublicError = {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  readonly retryAfterSeconds?: number;
  /** Paths of the input fields at fault with the reason, as the schema words it. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
};

/** Turns anything thrown into the one error every transport understands; an unknown error becomes `platform/internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof TRPCError) return fromTrpc(thrown);
  if (isDatabaseUnavailable(thrown)) {
    return new AppError(platformErrors.unavailable, { cause: thrown, retryAfterSeconds: 5 });
  }
  if (isUnstorableText(thrown)) return new AppError(platformErrors.invalid_input, { cause: thrown });
  return new AppError(platformErrors.internal, { cause: thrown });
}

function fromTrpc(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  if (error.code === 'BAD_REQUEST') return new AppError(platformErrors.invalid_input, { cause: error.cause });
  if (error.code === 'NOT_FOUND') return new AppError(platformErrors.not_found, { cause: error });
  if (error.code === 'INTERNAL_SERVER_ERROR' && error.cause !== undefined) return toAppError(error.cause);
  if (error.code === 'INTERNAL_SERVER_ERROR') return new AppError(platformErrors.internal, { cause: error });
  // Left are refusals of tRPC itself: wrong method, media type, oversized body.
  return new AppError(platformErrors.invalid_input, { cause: error });
}

/** Gives the tRPC error for an application error: same status, the code as its only message, the cause for our log. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: errorKinds[error.kind].trpc, message: error.code, cause: error });
}

/** Says what a client may know of an error. */
export function toPublicError(error: AppError): PublicError {
  const fields = fieldsOf(error);
  return {
    code: error.code,
    kind: error.kind,
    details: error.details,
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    ...(fields.length === 0 ? {} : { fields }),
  };
}

function fieldsOf(error: AppError): { path: string; message: string }[] {
  if (error.field !== undefined) return [{ path: error.field, message: error.code }];
  // Anything else that zod refuses is ours, an output for one, and its paths are nobody's business.
  if (error.kind !== 'invalid_input' || !(error.cause instanceof ZodError)) return [];
  return error.cause.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
}
