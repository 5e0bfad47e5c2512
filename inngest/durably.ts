import { NonRetriableError, RetryAfterError } from 'inngest';
import { AppError, errorKinds } from '@/server/platform/errors';

/**
 * Runs the work of a step and tells Inngest whether trying again can help: not after a refusal by our rules, later when
 * something asked us to wait, and soon after everything else.
 */
export async function durably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (!errorKinds[error.kind].retry) throw new NonRetriableError(error.code, { cause: error });
    if (error.retryAfterSeconds === undefined) throw error;
    // biome-ignore lint/style/useErrorCause: this constructor takes its options third, and it is given the cause there.
    throw new RetryAfterError(error.code, error.retryAfterSeconds * 1_000, { cause: error });
  }
}
