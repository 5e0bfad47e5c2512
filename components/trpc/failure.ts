import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

/** What went wrong, in the terms of `messages/<locale>/errors.json`. */
export type Failure = {
  /** Key of the text: `enrollments/not_enrolled`. `platform/offline` when nothing came back at all. */
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  readonly requestId: string | undefined;
};

/** Reads a failed call. Never throws: an unknown failure is `platform/internal`, a lost connection `platform/offline`. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TRPCClientError)) return bare('platform/internal');
  const known: TRPCClientError<AppRouter> = error;
  const data = known.data;
  if (!data) return bare('platform/offline');
  const { code, details, fields } = data.error;
  return { code, details, fields: fields ?? [], requestId: data.requestId };
}

function bare(code: string): Failure {
  return { code, details: {}, fields: [], requestId: undefined };
}
