import { describe, expect, it, vi } from 'vitest';
import { signInBy } from '@/components/auth/sign-in-by';

const home = 'http://localhost:3000';
const given = { email: 'ada@lyceum.test', password: 'a long enough password' };

function answering(status: number, body: unknown) {
  const fetched = vi.fn(async (url: string, _init?: RequestInit) =>
    url.endsWith('/csrf') ? Response.json({ csrfToken: 'token' }) : Response.json(body, { status }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('sign-in from the browser', () => {
  it('sends what was typed together with the token against forged requests', async () => {
    const fetched = answering(200, { url: `${home}/en/learn` });
    expect(await signInBy('password', given)).toBeNull();
    const [url, init] = fetched.mock.calls[1] ?? [];
    expect(url).toBe('/api/auth/callback/password');
    expect(String(init?.body)).toBe(
      'email=ada%40lyceum.test&password=a+long+enough+password&csrfToken=token&callbackUrl=%2F&json=true',
    );
  });

  it.each([
    [401, { url: `${home}/api/auth/error?error=CredentialsSignin` }, 'auth/wrong_credentials'],
    [401, { url: `${home}/api/auth/error?error=auth%2Femail_not_verified` }, 'auth/email_not_verified'],
    [200, { url: `${home}/api/auth/signin?csrf=true` }, 'platform/unavailable'],
    [500, { message: 'There is a problem' }, 'platform/unavailable'],
    [502, 'nonsense', 'platform/unavailable'],
  ])('reads the answer %i %j as %s', async (status, body, code) => {
    answering(status, body);
    expect(await signInBy('password', given)).toBe(code);
  });

  it('says that it is offline, and stays where it is', async () => {
    vi.stubGlobal('fetch', async () => await Promise.reject(new TypeError('Failed to fetch')));
    expect(await signInBy('verification', { token: 'id.tag' })).toBe('platform/offline');
  });
});
