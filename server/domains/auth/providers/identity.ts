import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { TokenSet } from 'openid-client';
import { z } from 'zod';
import type { ProvenIdentity } from '@/server/domains/auth/commands/identity-sign-in';
import {
  hasGitHub,
  type OpenIdProvider,
  openIdProviders,
} from '@/server/domains/auth/rules/identity-providers';
import { env } from '@/server/platform/env';

/** So long a provider may take to answer, in ms. */
const httpOptions = { timeout: 10_000 };

/** What a provider says of a person, as next-auth hands it on. */
type Said = Readonly<Record<string, unknown>>;

const openIdClaims = z.object({
  sub: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  // Some providers write it as a word.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(false),
});

/** A way in by an OpenID provider (OpenID Connect Core 1.0, code flow with PKCE, state and nonce). */
function openIdConnect({ id, name, issuer, clientId, clientSecret }: OpenIdProvider): OAuthConfig<Said> {
  return {
    id,
    name,
    type: 'oauth',
    issuer,
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    // The signed token proves who it is, and the answer has to be about the same person; a provider that keeps to the
    // letter says only there what their address is.
    userinfo: { request: async ({ client, tokens }) => await client.userinfo(new TokenSet(tokens)) },
    profile: (said) => ({ id: openIdClaims.parse(said).sub }),
    httpOptions,
  };
}

const gitHubUser = z.object({ id: z.number().int(), login: z.string(), name: z.string().nullish() });

const gitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** The way in by GitHub, which speaks OAuth 2.0 and says by two calls of its API who signed in. */
function gitHub(clientId: string, clientSecret: string): OAuthConfig<Said> {
  const { GITHUB_URL: site, GITHUB_API_URL: api } = env();
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: `${site}/login/oauth`,
    clientId,
    clientSecret,
    checks: ['pkce', 'state'],
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${site}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: async ({ client, tokens }) => {
        const token = tokens.access_token ?? '';
        const user = await client.userinfo(token);
        const { body } = await client.requestResource(`${api}/user/emails`, token);
        return { ...user, emails: JSON.parse(body?.toString('utf8') ?? '[]') };
      },
    },
    profile: (said) => ({ id: String(gitHubUser.parse(said).id) }),
    httpOptions,
  };
}

/** The ways in by an account elsewhere, as far as they are set up. */
export function identityWaysIn(): OAuthConfig<Said>[] {
  const settings = env();
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = settings;
  const byGitHub =
    hasGitHub(settings) && clientId !== undefined && clientSecret !== undefined
      ? [gitHub(clientId, clientSecret)]
      : [];
  return [...openIdProviders(settings).map(openIdConnect), ...byGitHub];
}

/** Reads what a provider says of who signed in. An address counts only where the provider has verified it. */
export function provenBy(provider: string, said: unknown): ProvenIdentity {
  return provider === 'github' ? byGitHub(said) : byOpenId(provider, said);
}

function byGitHub(said: unknown): ProvenIdentity {
  const user = gitHubUser.parse(said);
  const emails = z.object({ emails: gitHubEmails.catch([]) }).parse(said).emails;
  const verified = emails.find(({ primary, verified: isVerified }) => primary && isVerified);
  return {
    provider: 'github',
    subject: String(user.id),
    label: user.login,
    email: verified?.email ?? null,
    name: user.name ?? user.login,
  };
}

function byOpenId(provider: string, said: unknown): ProvenIdentity {
  const { sub, name, email, email_verified: isVerified } = openIdClaims.parse(said);
  return {
    provider,
    subject: sub,
    label: email ?? name ?? sub,
    email: isVerified === true ? (email ?? null) : null,
    name: name ?? '',
  };
}
