/** Environment variables as given: by the shell, by `.env`, or by a test. */
export type Settings = Readonly<Record<string, string | undefined>>;

/** The services that have an embedded stand-in. */
export const embeddable = [
  'postgres',
  'redis',
  'inngest',
  's3',
  'mail',
  'uploadthing',
  'stripe',
  'identity',
  'breachedPasswords',
] as const;

/** One of {@link embeddable}. */
export type Embeddable = (typeof embeddable)[number];

/** A service is somebody else's as soon as one of these is set: its address, or the key to where the vendor runs it. */
const claims: Readonly<Record<Embeddable, readonly string[]>> = {
  postgres: ['DATABASE_URL'],
  redis: ['UPSTASH_REDIS_REST_URL'],
  inngest: ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'],
  s3: ['S3_ENDPOINT', 'S3_BUCKET'],
  mail: ['SMTP_URL'],
  uploadthing: ['UPLOADTHING_TOKEN'],
  stripe: ['STRIPE_SECRET_KEY', 'STRIPE_API_URL'],
  identity: ['GITHUB_CLIENT_ID', 'GOOGLE_CLIENT_ID', 'OIDC_PROVIDERS'],
  breachedPasswords: ['BREACHED_PASSWORDS_URL'],
};

/** Drops variables that are set to nothing: an empty value counts as unset. */
export function withoutBlanks(settings: Settings): Record<string, string> {
  const set = Object.entries(settings).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return Object.fromEntries(set);
}

/** Which services have to be brought up because nothing names another one. */
export function planServices(settings: Settings): ReadonlySet<Embeddable> {
  const set = withoutBlanks(settings);
  return new Set(embeddable.filter((service) => claims[service].every((name) => set[name] === undefined)));
}
