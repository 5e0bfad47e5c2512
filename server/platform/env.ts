import 'server-only';
import { z } from 'zod';

const url = z.url();

/** Where paths are put behind it: an address that ends in a slash would give two. */
const address = url.transform((given) => given.replace(/\/+$/, ''));

function isUploadThingToken(token: string): boolean {
  try {
    return 'appId' in Object(JSON.parse(Buffer.from(token, 'base64').toString('utf8')));
  } catch {
    return false;
  }
}

const clientId = z.string().min(1).optional();

/** Ways in that are not set up here stand at the same addresses. */
const takenIds = ['github', 'google', 'password', 'verification', 'passkey', 'proof', 'impersonation'];

/** An OpenID provider of a school's own; the id stands in addresses and is never changed. */
const openIdProvider = z.object({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,30}$/)
    .refine((id) => !takenIds.includes(id), 'is taken by a way in of ours'),
  name: z.string().min(1).max(60),
  issuer: address,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

const openIdProviders = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      const given: unknown = JSON.parse(text);
      return given;
    } catch {
      context.addIssue('must be JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(openIdProvider)
      .max(10)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'has an id twice'),
  );

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  APP_URL: address,
  /** How many proxies of ours stand before this process, each adding one entry to `x-forwarded-for`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  AUTH_SECRET: z.string().min(32),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  UPSTASH_REDIS_REST_URL: url,
  UPSTASH_REDIS_REST_TOKEN: z.string().min(1),
  INNGEST_BASE_URL: url.optional(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_BUCKET: z.string().min(3),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  CLOUDFRONT_MEDIA_URL: address.optional(),
  CLOUDFRONT_KEY_PAIR_ID: z.string().min(1).optional(),
  CLOUDFRONT_PRIVATE_KEY: z.string().min(1).optional(),
  MEDIACONVERT_ENDPOINT: url.optional(),
  MEDIACONVERT_ROLE_ARN: z.string().min(1).optional(),
  MEDIACONVERT_QUEUE_ARN: z.string().min(1).optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL'),
  MAIL_FROM: z.string().min(3).default('Lyceum <no-reply@lyceum.test>'),
  UPLOADTHING_TOKEN: z.string().refine(isUploadThingToken, 'must be the token as UploadThing shows it'),
  UPLOADTHING_INGEST_URL: url.optional(),
  UPLOADTHING_API_URL: url.optional(),
  UPLOADTHING_UFS_HOST: z.string().min(1).optional(),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  STRIPE_API_URL: url.optional(),
  GITHUB_CLIENT_ID: clientId,
  GITHUB_CLIENT_SECRET: clientId,
  GITHUB_URL: address.default('https://github.com'),
  GITHUB_API_URL: address.default('https://api.github.com'),
  GOOGLE_CLIENT_ID: clientId,
  GOOGLE_CLIENT_SECRET: clientId,
  GOOGLE_ISSUER: address.default('https://accounts.google.com'),
  OIDC_PROVIDERS: openIdProviders,
  BREACHED_PASSWORDS_URL: address.optional(),
  FFMPEG_PATH: z.string().min(1).default('ffmpeg'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

/** Every setting of the application, parsed and complete. See `.env.example` for what each one means. */
export type Env = z.infer<typeof schema>;

/**
 * Parses settings; an empty string counts as unset, and so does the word `unset`.
 *
 * @throws Error naming every missing or malformed variable at once, without its value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== '' && value !== 'unset'),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`These settings need attention (see .env.example):\n${problems.join('\n')}`);
}

let cached: Env | undefined;

/** Returns this process's settings, parsed at first use so that importing a module never fails on a missing one. */
export function env(): Env {
  if (cached === undefined) {
    cached = parseEnv(process.env);
    // next-auth reads its own name for the same fact.
    process.env['NEXTAUTH_URL'] ??= cached.APP_URL;
  }
  return cached;
}

const siteSchema = url.default('http://localhost:3000');

/**
 * Returns the address people reach the site by; needs no other setting, because a build knows no more than this. Pages
 * that are made ahead keep the address of their build.
 *
 * @throws ZodError when APP_URL is no address.
 */
export function siteUrl(): URL {
  return new URL(siteSchema.parse(process.env['APP_URL'] || undefined));
}
