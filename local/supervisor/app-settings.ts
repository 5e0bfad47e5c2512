import { makeLocalToken } from '../uploadthing/token';
import type { Secrets } from './secrets';
import { type Embeddable, type Settings, withoutBlanks } from './service-plan';
import type { StackPorts } from './stack-ports';

/** Bucket and region of the embedded object store. */
export const embeddedBucket = { bucket: 'lyceum', region: 'us-east-1' } as const;

/** Name of the application at the embedded UploadThing. */
export const embeddedUploadApp = 'lyceumlocal';

/** Name of the application at the embedded identity providers. */
export const embeddedClientId = 'lyceum-local';

/** What the settings of the application are derived from. */
export interface SettingSources {
  /** What was set by hand; always wins. */
  readonly given: Settings;
  readonly plan: ReadonlySet<Embeddable>;
  readonly secrets: Secrets;
  readonly ports: StackPorts;
  readonly appUrl: string;
  /** The embedded database; unused when another one is given. */
  readonly databaseUrl: string;
}

/** Keeps libraries from writing about themselves into the console of a person who runs Lyceum, and from calling home. */
export const quiet = {
  NEXT_TELEMETRY_DISABLED: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

/** The complete environment of the application: what was given, and for every embedded service how to reach it. */
export function appSettings(sources: SettingSources): Record<string, string> {
  const { given, plan, secrets, appUrl } = sources;
  const embedded = [...plan].map((service) => embeddedSettings[service](sources));
  return {
    APP_URL: appUrl,
    AUTH_SECRET: secrets.authSecret,
    ...quiet,
    ...Object.assign({}, ...embedded),
    ...withoutBlanks(given),
  };
}

const embeddedSettings: Record<Embeddable, (sources: SettingSources) => Record<string, string>> = {
  postgres: ({ databaseUrl }) => ({ DATABASE_URL: databaseUrl }),
  redis: ({ ports, secrets }) => ({
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${ports.redis}`,
    UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
  }),
  inngest: ({ ports, secrets }) => ({
    INNGEST_BASE_URL: `http://127.0.0.1:${ports.workflows}`,
    INNGEST_EVENT_KEY: secrets.inngestEventKey,
    INNGEST_SIGNING_KEY: secrets.inngestSigningKey,
  }),
  s3: ({ ports, secrets }) => ({
    // The browser is sent to presigned addresses, so this is the name it reaches the store by.
    S3_ENDPOINT: `http://localhost:${ports.s3}`,
    S3_REGION: embeddedBucket.region,
    S3_BUCKET: embeddedBucket.bucket,
    S3_ACCESS_KEY_ID: secrets.s3AccessKeyId,
    S3_SECRET_ACCESS_KEY: secrets.s3SecretAccessKey,
  }),
  mail: ({ ports }) => ({ SMTP_URL: `smtp://127.0.0.1:${ports.smtp}` }),
  uploadthing: ({ ports, secrets }) => {
    const host = `localhost:${ports.uploadthing}/uploadthing`;
    return {
      UPLOADTHING_TOKEN: makeLocalToken({
        apiKey: secrets.uploadThingKey,
        appId: embeddedUploadApp,
        ingestHost: `${host}/ingest`,
      }),
      UPLOADTHING_INGEST_URL: `http://${host}/ingest`,
      UPLOADTHING_API_URL: `http://${host}/api`,
      UPLOADTHING_UFS_HOST: `${host}/files`,
    };
  },
  stripe: ({ ports, secrets }) => ({
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    STRIPE_API_URL: `http://localhost:${ports.stripe}`,
  }),
  identity: ({ ports, secrets }) => {
    const url = `http://localhost:${ports.identity}`;
    const clientSecret = secrets.identityClientSecret;
    const school = { id: 'school', name: 'School account', issuer: url };
    return {
      GITHUB_CLIENT_ID: embeddedClientId,
      GITHUB_CLIENT_SECRET: clientSecret,
      GITHUB_URL: `${url}/github`,
      GITHUB_API_URL: `${url}/github/api`,
      GOOGLE_CLIENT_ID: `${embeddedClientId}-google`,
      GOOGLE_CLIENT_SECRET: clientSecret,
      GOOGLE_ISSUER: url,
      OIDC_PROVIDERS: JSON.stringify([{ ...school, clientId: `${embeddedClientId}-school`, clientSecret }]),
    };
  },
  breachedPasswords: ({ ports }) => ({
    BREACHED_PASSWORDS_URL: `http://127.0.0.1:${ports.breachedPasswords}`,
  }),
};
