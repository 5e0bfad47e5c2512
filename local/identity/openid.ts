import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { type Configuration, errors } from 'oidc-provider';
import { readForm, send, text } from './http';
import { signInPage } from './page';
import { type People, personOf } from './people';

/** An application registered at the OpenID provider, under the name of whom it takes the provider for. */
export interface OpenIdClient {
  readonly provider: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** A real OpenID provider (OpenID Connect Core 1.0) whose sign-in page lets anybody be anybody. */
export interface OpenIdProvider {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const interactionPath = /^\/sign-in\/([\w-]+)$/;

function configurationOf(clients: readonly OpenIdClient[], people: People, cookieKey: string): Configuration {
  return {
    clients: clients.map(({ clientId, clientSecret, redirectUri }) => ({
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    })),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    jwks: {
      keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })],
    },
    // Cookies of `localhost` are shared by all its ports: these are told apart by name.
    cookies: {
      keys: [cookieKey],
      names: { session: 'identity.session', interaction: 'identity.step', resume: 'identity.resume' },
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: (_ctx, subject) => {
      const person = people.find(subject);
      if (person === undefined) return undefined;
      const { email, isEmailVerified, name } = person;
      return {
        accountId: subject,
        claims: () => ({ sub: subject, email, email_verified: isEmailVerified, name }),
      };
    },
    // Whoever signs in agrees to what is asked for; there is no second page.
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
}

/** Opens the provider for these applications. */
export function openProvider(options: {
  readonly issuer: string;
  readonly clients: readonly OpenIdClient[];
  readonly people: People;
  readonly cookieKey: string;
}): OpenIdProvider {
  const { issuer, clients, people, cookieKey } = options;
  const provider = new Provider(issuer, configurationOf(clients, people, cookieKey));
  const serve = provider.callback();

  async function interact(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const asked = clients.find(({ clientId }) => clientId === params['client_id']);
    const page = { provider: asked?.provider ?? 'OpenID', action: path };
    if (request.method !== 'POST') return send(response, signInPage(page));
    const form = await readForm(request);
    if (form.has('cancel')) {
      const refused = { error: 'access_denied', error_description: 'The person cancelled.' };
      return await provider.interactionFinished(request, response, refused);
    }
    const person = personOf(form);
    if (person === null) return send(response, signInPage({ ...page, isAgain: true }));
    people.remember(person);
    const login = { accountId: person.subject, remember: false };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }

  return {
    async handle(request, response) {
      const { pathname } = new URL(request.url ?? '/', issuer);
      if (!interactionPath.test(pathname)) return await serve(request, response);
      await interact(pathname, request, response).catch((error: unknown) => {
        if (!(error instanceof errors.SessionNotFound)) throw error;
        send(response, text(400, 'This sign-in is over. Begin again.\n'));
      });
    },
  };
}
