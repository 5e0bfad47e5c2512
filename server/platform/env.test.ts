import { describe, expect, it } from 'vitest';
import { parseEnv } from '@/server/platform/env';
import { testEnv } from '@/test/test-env';

const complete = { ...testEnv, DATABASE_URL: 'postgresql://localhost/lyceum' };

function problemsOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('settings', () => {
  it('are complete with the required ones, and optional ones have their defaults', () => {
    expect(parseEnv(complete)).toMatchObject({
      NODE_ENV: 'production',
      DATABASE_POOL_SIZE: 10,
      S3_REGION: 'us-east-1',
      LOG_LEVEL: 'silent',
    });
  });

  it('give the address of the site without a slash at its end, as paths are put behind it', () => {
    expect(parseEnv({ ...complete, APP_URL: 'https://lyceum.test/' }).APP_URL).toBe('https://lyceum.test');
    expect(parseEnv({ ...complete, APP_URL: 'https://lyceum.test/school/' }).APP_URL).toBe(
      'https://lyceum.test/school',
    );
  });

  it('take an empty value for an unset one', () => {
    expect(parseEnv({ ...complete, S3_ENDPOINT: '', DATABASE_POOL_SIZE: '' })).toMatchObject({
      DATABASE_POOL_SIZE: 10,
    });
    expect(problemsOf({ ...complete, AUTH_SECRET: '' })).toContain('AUTH_SECRET');
    const none = parseEnv({ ...complete, OIDC_PROVIDERS: 'unset', GOOGLE_CLIENT_ID: 'unset' });
    expect(none).toMatchObject({ OIDC_PROVIDERS: [], GOOGLE_ISSUER: 'https://accounts.google.com' });
    expect(none.GOOGLE_CLIENT_ID).toBeUndefined();
  });

  it('take OpenID providers as JSON, and say what is wrong with it', () => {
    const school = {
      id: 'school',
      name: 'School',
      issuer: 'https://id.example.org/',
      clientId: 'a',
      clientSecret: 'hunter2',
    };
    const given = (value: unknown) => ({ ...complete, OIDC_PROVIDERS: JSON.stringify(value) });
    expect(parseEnv(given([school])).OIDC_PROVIDERS[0]?.issuer).toBe('https://id.example.org');
    expect(problemsOf({ ...complete, OIDC_PROVIDERS: '[{' })).toContain('OIDC_PROVIDERS: must be JSON');
    expect(problemsOf(given([school, school]))).toContain('has an id twice');
    expect(problemsOf(given([{ ...school, id: 'google' }]))).toContain('is taken by a way in of ours');
    const message = problemsOf(given([{ ...school, id: 'Not An Id' }]));
    expect(message).toContain('OIDC_PROVIDERS.0.id');
    expect(message).not.toContain('hunter2');
  });

  it('name everything that is wrong at once, never what was given', () => {
    const wrong = {
      APP_URL: 'not-an-address',
      AUTH_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://root:hunter2@localhost',
      SMTP_URL: 'https://user:hunter2@mail.test',
      DATABASE_POOL_SIZE: '0',
      LOG_LEVEL: 'loud',
      UPLOADTHING_TOKEN: 'hunter2',
    };
    const message = problemsOf({ ...complete, ...wrong, STRIPE_SECRET_KEY: undefined });
    for (const name of [...Object.keys(wrong), 'STRIPE_SECRET_KEY']) expect(message).toContain(name);
    for (const value of Object.values(wrong)) {
      if (value.length > 1) expect(message).not.toContain(value);
    }
    expect(message).toContain('.env.example');
  });
});
