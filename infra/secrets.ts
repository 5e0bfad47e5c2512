/// <reference path="../.sst/platform/config.d.ts" />

import type { Env } from '../server/platform/env';

/**
 * Declares every secret of the application under the name it has in `server/platform/env.ts`.
 *
 * Each is set with `sst secret set <Name> <value> --stage <stage>`, and a deploy without one fails and names it,
 * except for the ways in that a school may do without, and the key that signs for private files.
 * What AWS makes itself (the database's password, the bucket's keys) is no secret of the operator.
 */
export function createSecrets() {
  // SST takes no empty default; the application reads this word as nothing.
  const optional = (name: string) => new sst.Secret(name, 'unset').value;
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
    GITHUB_CLIENT_ID: optional('GithubClientId'),
    GITHUB_CLIENT_SECRET: optional('GithubClientSecret'),
    GOOGLE_CLIENT_ID: optional('GoogleClientId'),
    GOOGLE_CLIENT_SECRET: optional('GoogleClientSecret'),
    CLOUDFRONT_PRIVATE_KEY: optional('CloudfrontPrivateKey'),
    OIDC_PROVIDERS: optional('OidcProviders'),
  } satisfies Partial<Record<keyof Env, $util.Output<string>>>;
}

/** The application's secrets by the name of their variable. */
export type Secrets = ReturnType<typeof createSecrets>;
