import { type AppError, errorKinds } from '@/server/platform/errors';
import { log } from '@/server/platform/log';

const logged = new WeakSet<AppError>();

/** Writes one line for a failed call, however many places see it pass; the cause only where it is ours to mend. */
export function logFailure(error: AppError, facts: Readonly<Record<string, unknown>>): void {
  if (logged.has(error)) return;
  logged.add(error);
  const cause = error.kind === 'internal' || error.kind === 'unavailable' ? { err: error.cause } : {};
  log()[errorKinds[error.kind].level]({ ...facts, outcome: error.code, ...cause }, 'call');
}
