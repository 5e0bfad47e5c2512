import { createServer } from 'node:http';
import { type BaseClient, generators, Issuer } from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIdentity } from './index';

const callbackUrl = 'http://localhost:1/api/auth/callback';
const clientSecret = 'a secret of some length, which nobody else knows';

let identity: Awaited<ReturnType<typeof startIdentity>>;
beforeAll(async () => {
  identity = await startIdentity({ port: 0, clientId: 'lyceum', clientSecret, callbackUrl });
});
afterAll(async () => await identity.close());

/** A browser as far as sign-in needs one: it keeps cookies and follows nothing by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async open(url: string, form?: Record<string, string>): Promise<{ next: string | null; status: number }> {
    const response = await fetch(new URL(url, identity.url), {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    await response.arrayBuffer();
    return { next: response.headers.get('location'), status: response.status };
  }

  /** Fills in the sign-in page that an address leads to, and goes on until it leads back to the application. */
  async signIn(url: string, form: Record<string, string>): Promise<string> {
    let { next } = await this.open(url);
    let answer = await this.open(next ?? '', form);
    for (;;) {
      next = answer.next;
      if (next === null) throw new Error(`sign-in ends with ${answer.status}`);
      if (next.startsWith(callbackUrl)) return next;
      answer = await this.open(next);
    }
  }
}

const ada = { email: 'Ada@Example.org', name: 'Ada', verified: 'on' };

async function openIdClient(id: 'google' | 'school'): Promise<BaseClient> {
  const issuer = await Issuer.discover(`${identity.url}/.well-known/openid-configuration`);
  return new issuer.Client({
    client_id: `lyceum-${id}`,
    client_secret: clientSecret,
    redirect_uris: [`${callbackUrl}/${id}`],
  });
}

async function signInBy(client: BaseClient, id: string, form: Record<string, string>) {
  const [state, nonce, verifier] = [generators.state(), generators.nonce(), generators.codeVerifier()];
  const url = client.authorizationUrl({
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: generators.codeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await new Browser().signIn(url, form);
  const checks = { state, nonce, code_verifier: verifier };
  return { params: client.callbackParams(back), checks, redirectUri: `${callbackUrl}/${id}` };
}

describe('the OpenID provider', () => {
  it.each(['google', 'school'] as const)(
    'signs somebody in for %s, by the client of the field',
    async (id) => {
      const client = await openIdClient(id);
      const { params, checks, redirectUri } = await signInBy(client, id, ada);
      const tokens = await client.callback(redirectUri, params, checks);
      const { sub } = tokens.claims();
      expect(await client.userinfo(tokens)).toEqual({
        sub,
        email: 'ada@example.org',
        email_verified: true,
        name: 'Ada',
      });
      await expect(client.callback(redirectUri, params, checks)).rejects.toThrow('invalid_grant');
    },
  );

  it('knows the same person again, and says when an address is not verified', async () => {
    const client = await openIdClient('google');
    const subjects: string[] = [];
    for (const form of [ada, { email: 'ada@example.org', name: 'A.' }]) {
      const { params, checks, redirectUri } = await signInBy(client, 'google', form);
      const tokens = await client.callback(redirectUri, params, checks);
      subjects.push(tokens.claims().sub);
      if (!('verified' in form)) expect((await client.userinfo(tokens)).email_verified).toBe(false);
    }
    expect(new Set(subjects).size).toBe(1);
  });

  it('says no when somebody cancels, and asks again who they are when they name nobody', async () => {
    const client = await openIdClient('google');
    const cancelled = await signInBy(client, 'google', { cancel: 'yes' });
    expect(cancelled.params.error).toBe('access_denied');
    await expect(signInBy(client, 'google', { email: 'nobody', name: '' })).rejects.toThrow('422');
  });

  it('refuses another verifier, another client secret and another way back', async () => {
    const client = await openIdClient('google');
    const { params, checks, redirectUri } = await signInBy(client, 'google', ada);
    const wrong = { ...checks, code_verifier: generators.codeVerifier() };
    await expect(client.callback(redirectUri, params, wrong)).rejects.toThrow('invalid_grant');
    const browser = new Browser();
    const elsewhere = client.authorizationUrl({ redirect_uri: 'https://evil.test/', scope: 'openid' });
    expect(await browser.open(elsewhere)).toMatchObject({ next: null, status: 400 });
  });
});

describe('GitHub', () => {
  const gitHubClient = (secret = clientSecret) =>
    new new Issuer({
      issuer: `${identity.url}/github/login/oauth`,
      authorization_endpoint: `${identity.url}/github/login/oauth/authorize`,
      token_endpoint: `${identity.url}/github/login/oauth/access_token`,
      userinfo_endpoint: `${identity.url}/github/api/user`,
    }).Client({
      client_id: 'lyceum',
      client_secret: secret,
      redirect_uris: [`${callbackUrl}/github`],
      response_types: ['code'],
    });

  async function signIn(client: BaseClient, form: Record<string, string>) {
    const [state, verifier] = [generators.state(), generators.codeVerifier()];
    const url = client.authorizationUrl({
      scope: 'read:user user:email',
      state,
      code_challenge: generators.codeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    // The page is the authorization endpoint itself, and carries what it was asked with.
    const asked = new URL(url).searchParams;
    const carried = { state, challenge: asked.get('code_challenge') ?? '' };
    const { next } = await new Browser().open('/github/login/oauth/sign-in', { ...form, ...carried });
    return { params: client.callbackParams(next ?? ''), checks: { state, code_verifier: verifier } };
  }

  it('signs somebody in, and says by two calls who it is', async () => {
    const client = gitHubClient();
    const { params, checks } = await signIn(client, ada);
    const tokens = await client.oauthCallback(`${callbackUrl}/github`, params, checks);
    const user = await client.userinfo<{ id: number; login: string }>(tokens.access_token ?? '');
    expect(user).toMatchObject({ login: 'ada', name: 'Ada', email: null, id: expect.any(Number) });
    const { body } = await client.requestResource(
      `${identity.url}/github/api/user/emails`,
      tokens.access_token ?? '',
    );
    expect(JSON.parse(String(body))).toContainEqual({
      email: 'ada@example.org',
      primary: true,
      verified: true,
      visibility: 'private',
    });
  });

  it('refuses a used code, another verifier, another secret and a cancelled sign-in', async () => {
    const client = gitHubClient();
    const redirectUri = `${callbackUrl}/github`;
    const first = await signIn(client, ada);
    await client.oauthCallback(redirectUri, first.params, first.checks);
    // GitHub refuses with 200 and an error in the body, which the client hands on.
    const again = await client.oauthCallback(redirectUri, first.params, first.checks);
    expect(again).toEqual({ error: 'bad_verification_code' });
    const second = await signIn(client, ada);
    const wrong = { ...second.checks, code_verifier: generators.codeVerifier() };
    expect(await client.oauthCallback(redirectUri, second.params, wrong)).toEqual({
      error: 'bad_verification_code',
    });
    const third = await signIn(client, ada);
    const stranger = gitHubClient('another secret');
    expect(await stranger.oauthCallback(redirectUri, third.params, third.checks)).toEqual({
      error: 'incorrect_client_credentials',
    });
    const fourth = await signIn(client, { cancel: 'yes' });
    expect(fourth.params.error).toBe('access_denied');
  });
});

it('says that the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const start = startIdentity({ port, clientId: 'x', clientSecret, callbackUrl });
  await expect(start).rejects.toThrow('EADDRINUSE');
  other.close();
});
