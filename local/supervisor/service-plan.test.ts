import { describe, expect, test } from 'vitest';
import { appSettings } from './app-settings';
import { embeddable, planServices } from './service-plan';

describe('planServices', () => {
  test('embeds everything when nothing is set, and blank counts as nothing', () => {
    expect([...planServices({})]).toEqual([...embeddable]);
    expect(planServices({ DATABASE_URL: '', SMTP_URL: '' }).size).toBe(embeddable.length);
  });

  test.each([
    ['DATABASE_URL', 'postgres'],
    ['UPSTASH_REDIS_REST_URL', 'redis'],
    ['INNGEST_BASE_URL', 'inngest'],
    ['INNGEST_EVENT_KEY', 'inngest'],
    ['S3_ENDPOINT', 's3'],
    ['S3_BUCKET', 's3'],
    ['SMTP_URL', 'mail'],
    ['UPLOADTHING_TOKEN', 'uploadthing'],
    ['STRIPE_SECRET_KEY', 'stripe'],
    ['STRIPE_API_URL', 'stripe'],
    ['GITHUB_CLIENT_ID', 'identity'],
    ['OIDC_PROVIDERS', 'identity'],
    ['BREACHED_PASSWORDS_URL', 'breachedPasswords'],
  ])('leaves out exactly the service that %s names', (variable, service) => {
    const plan = planServices({ [variable]: 'https://elsewhere.test' });
    expect(embeddable.filter((name) => !plan.has(name))).toEqual([service]);
  });

  test('a Redis of one’s own still stands behind the embedded REST endpoint', () => {
    expect(planServices({ REDIS_URL: 'redis://localhost' }).has('redis')).toBe(true);
  });
});

describe('appSettings', () => {
  const ports = {
    workflows: 1,
    hub: 2,
    s3: 3,
    smtp: 4,
    redis: 5,
    stripe: 6,
    uploadthing: 7,
    postgres: 8,
    identity: 9,
    breachedPasswords: 10,
  };
  const secrets = {
    authSecret: 'auth',
    redisToken: 'redis',
    inngestEventKey: 'event',
    inngestSigningKey: 'signkey-local-00',
    s3AccessKeyId: 'id',
    s3SecretAccessKey: 'key',
    uploadThingKey: 'sk_live_1',
    stripeSecretKey: 'sk_test_1',
    stripeWebhookSecret: 'whsec_1',
    identityClientSecret: 'idp',
  };
  const settings = (given: Record<string, string>) =>
    appSettings({
      given,
      plan: planServices(given),
      secrets,
      ports,
      appUrl: 'http://localhost:3000',
      databaseUrl: 'postgresql://embedded',
    });

  test('tells the application where each embedded service is', () => {
    expect(settings({})).toMatchObject({
      APP_URL: 'http://localhost:3000',
      DATABASE_URL: 'postgresql://embedded',
      S3_ENDPOINT: 'http://localhost:3',
      SMTP_URL: 'smtp://127.0.0.1:4',
      UPSTASH_REDIS_REST_TOKEN: 'redis',
      INNGEST_BASE_URL: 'http://127.0.0.1:1',
      STRIPE_API_URL: 'http://localhost:6',
      BREACHED_PASSWORDS_URL: 'http://127.0.0.1:10',
    });
  });

  test('never mixes embedded credentials with a service that was given', () => {
    const env = settings({
      S3_BUCKET: 'school',
      STRIPE_SECRET_KEY: 'sk_test_mine',
      INNGEST_EVENT_KEY: 'mine',
    });
    expect(env).toMatchObject({ S3_BUCKET: 'school', STRIPE_SECRET_KEY: 'sk_test_mine' });
    for (const name of ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'STRIPE_API_URL', 'INNGEST_BASE_URL']) {
      expect(env).not.toHaveProperty(name);
    }
  });
});
