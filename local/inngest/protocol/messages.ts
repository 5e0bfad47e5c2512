import { z } from 'zod';
import { jsonObject, jsonValue } from './json';

/** Header names of the protocol, in the lower case Node reports. */
export const HEADER = {
  signature: 'x-inngest-signature',
  sdk: 'x-inngest-sdk',
  noRetry: 'x-inngest-no-retry',
  requestVersion: 'x-inngest-req-version',
  syncKind: 'x-inngest-sync-kind',
  serverKind: 'x-inngest-server-kind',
  eventSeed: 'x-inngest-event-id-seed',
  runId: 'x-run-id',
  stepId: 'x-inngest-step-id',
  requestId: 'x-request-id',
  generationId: 'x-inngest-generation-id',
  jobId: 'x-inngest-job-id',
  retryAfter: 'retry-after',
} as const;

/** Names of the events the executor itself sends. */
export const SYSTEM_EVENT = {
  finished: 'inngest/function.finished',
  failed: 'inngest/function.failed',
  cancelled: 'inngest/function.cancelled',
  invoked: 'inngest/function.invoked',
  cron: 'inngest/scheduled.timer',
  deferred: 'inngest/deferred.schedule',
} as const;

const printable = z
  .string()
  .min(1)
  .refine((text) => !text.includes('\0'), 'must not contain a NUL character');

/** One event as a sender posts it. */
export const incomingEvent = z.object({
  id: printable.nullish(),
  name: printable,
  data: jsonObject.nullish(),
  user: jsonObject.nullish(),
  ts: z.number().int().nullish(),
  v: z.string().nullish(),
  meta: jsonObject.nullish(),
});

/** One event as a sender posts it. */
export type IncomingEvent = z.infer<typeof incomingEvent>;

/** One event as functions receive it; `ts` is in epoch milliseconds. */
export interface EventPayload {
  id: string;
  name: string;
  data: z.infer<typeof jsonObject>;
  user: z.infer<typeof jsonObject>;
  ts: number;
  v?: string;
  meta?: z.infer<typeof jsonObject>;
  [key: string]: z.infer<typeof jsonValue>;
}

const concurrencyOption = z.object({
  limit: z.number(),
  key: z.string().nullish(),
  scope: z.enum(['fn', 'env', 'account']).nullish(),
});

/** The configuration of one function, as the SDK registers it (SDK_SPEC 4.3.2). */
export const functionConfig = z.object({
  id: printable,
  name: z.string().nullish(),
  triggers: z.array(
    z.union([
      z.object({ event: printable, expression: z.string().nullish() }),
      z.object({ cron: z.string(), jitter: z.string().nullish() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.object({
      runtime: z.object({ url: z.string() }),
      retries: z.object({ attempts: z.number().nullish() }).nullish(),
    }),
  ),
  idempotency: z.string().nullish(),
  batchEvents: z
    .object({
      maxSize: z.number(),
      timeout: z.string(),
      key: z.string().nullish(),
      if: z.string().nullish(),
    })
    .nullish(),
  rateLimit: z.object({ key: z.string().nullish(), limit: z.number(), period: z.string() }).nullish(),
  throttle: z
    .object({
      key: z.string().nullish(),
      limit: z.number(),
      period: z.string(),
      burst: z.number().nullish(),
    })
    .nullish(),
  debounce: z
    .object({ key: z.string().nullish(), period: z.string(), timeout: z.string().nullish() })
    .nullish(),
  singleton: z.object({ key: z.string().nullish(), mode: z.enum(['skip', 'cancel']) }).nullish(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().nullish(), timeout: z.string().nullish() }))
    .nullish(),
  timeouts: z.object({ start: z.string().nullish(), finish: z.string().nullish() }).nullish(),
  priority: z.object({ run: z.string().nullish() }).nullish(),
  concurrency: z.union([z.number(), concurrencyOption, z.array(concurrencyOption)]).nullish(),
});

/** The configuration of one function, as the SDK registers it. */
export type FunctionConfig = z.infer<typeof functionConfig>;

/** What an app tells about itself when it syncs, in band or out of band. */
export const registration = z.object({
  url: z.string(),
  appName: z.string().nullish(),
  app_id: z.string().nullish(),
  framework: z.string().nullish(),
  sdk: z.string().nullish(),
  functions: z.array(functionConfig),
});

/** What an app tells about itself when it syncs. */
export type Registration = z.infer<typeof registration>;

/** An error as the SDK serialises it. */
export const serializedError = z.looseObject({
  name: z.string().catch('Error'),
  message: z.string().catch('Unknown error'),
  stack: z.string().optional().catch(undefined),
});

/** An error as the SDK serialises it. */
export interface SerializedError {
  name: string;
  message: string;
  stack?: string | undefined;
  [key: string]: unknown;
}

/** One operation a call reports (SDK_SPEC 5.3). */
export const operation = z.object({
  id: printable,
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: jsonObject.nullish().catch(null),
  data: jsonValue.optional(),
  error: jsonValue.optional(),
  /** How long the step ran, in nanoseconds. */
  timing: z.object({ b: z.number().nonnegative() }).optional().catch(undefined),
});

/** One operation a call reports. */
export type Operation = z.infer<typeof operation>;

/** What a call answers with status 206: one or more operations. */
export const operations = z.union([z.array(operation), operation.transform((single) => [single])]);

/** Steps an app hands over while a call is still running. */
export const checkpointBody = z.object({
  run_id: z.string(),
  qi_id: z.string(),
  generation_id: z.number().nullish(),
  steps: z.array(operation),
});

/** Options of a `WaitForEvent` or `WaitForSignal` operation. */
export const waitOptions = z.object({
  timeout: z.string(),
  if: z.string().nullish(),
  signal: z.string().nullish(),
  conflict: z.enum(['replace', 'fail']).nullish(),
});

/** Options of an `InvokeFunction` operation. */
export const invokeOptions = z.object({
  function_id: printable,
  payload: z
    .object({ data: jsonObject.nullish(), v: z.string().nullish(), meta: jsonObject.nullish() })
    .nullish(),
  timeout: z.string().nullish(),
});
