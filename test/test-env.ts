/** A port that refuses connections at once: a test that reaches a service it has not brought up fails there. */
const nowhere = 'http://127.0.0.1:9';

/**
 * Complete settings for server code under test, pointing to no service at all; a test that needs one stubs its URL
 * (`vi.stubEnv`) before the first use of `env()`.
 */
export const testEnv = {
  APP_URL: 'http://localhost:3000',
  AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  UPSTASH_REDIS_REST_URL: nowhere,
  UPSTASH_REDIS_REST_TOKEN: 'test',
  INNGEST_BASE_URL: nowhere,
  INNGEST_EVENT_KEY: 'test',
  INNGEST_SIGNING_KEY: 'signkey-test-0123456789abcdef0123456789abcdef',
  S3_ENDPOINT: nowhere,
  S3_BUCKET: 'lyceum-test',
  S3_ACCESS_KEY_ID: 'test',
  S3_SECRET_ACCESS_KEY: 'test',
  SMTP_URL: 'smtp://127.0.0.1:9',
  UPLOADTHING_TOKEN: Buffer.from('{"apiKey":"sk_test","appId":"test","regions":["test"]}').toString('base64'),
  STRIPE_SECRET_KEY: 'sk_test_0',
  STRIPE_WEBHOOK_SECRET: 'whsec_test',
  STRIPE_API_URL: nowhere,
  GITHUB_CLIENT_ID: 'test',
  GITHUB_CLIENT_SECRET: 'test',
  GOOGLE_CLIENT_ID: 'test',
  GOOGLE_CLIENT_SECRET: 'test',
  LOG_LEVEL: 'silent',
} as const;
