/// <reference path="../.sst/platform/config.d.ts" />

import type { Env } from '../server/platform/env';

/**
 * Declares every secret of the application under the name it has in `server/platform/env.ts`.
 *
 * Each is set with `sst secret set <Name> <value> --stage <stage>`, and a deploy without one fails and names it.
 * What AWS makes itself (the database's password, the bucket's keys) is no secret of the operator.
 */
export function createSecrets() {
  return {
    AUTH_SECRET: new sst.Secret('AuthSecret').value,
    UPSTASH_REDIS_REST_URL: new sst.Secret('UpstashRedisRestUrl').value,
    UPSTASH_REDIS_REST_TOKEN: new sst.Secret('UpstashRedisRestToken').value,
    INNGEST_EVENT_KEY: new sst.Secret('InngestEventKey').value,
    INNGEST_SIGNING_KEY: new sst.Secret('InngestSigningKey').value,
    SMTP_URL: new sst.Secret('SmtpUrl').value,
    UPLOADTHING_TOKEN: new sst.Secret('UploadthingToken').value,
    STRIPE_SECRET_KEY: new sst.Secret('StripeSecretKey').value,
    STRIPE_WEBHOOK_SECRET: new sst.Secret('StripeWebhookSecret').value,
  } satisfies Partial<Record<keyof Env, $util.Output<string>>>;
}

/** The application's secrets by the name of their variable. */
export type Secrets = ReturnType<typeof createSecrets>;
