import { createServer } from 'node:http';
import { listen } from '@/local/web/listen';
import { GitHub } from './github';
import { send, text } from './http';
import { openProvider } from './openid';
import { People } from './people';

/** Whom the stand-in plays, by the id the application knows them under. */
const playedProviders = { google: 'Google', school: 'School account', github: 'GitHub' } as const;

/** What the stand-in needs to know of the application. */
export interface IdentityOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people are sent back to, as a prefix that the provider's id follows. */
  readonly callbackUrl: string;
}

/**
 * Serves identity providers on `port` of this machine (0 takes a free one): an OpenID provider that is Google to one
 * client and a school's own sign-in to the other, and GitHub under `/github`. Nothing is kept.
 *
 * @throws when the port is taken.
 */
export async function startIdentity(
  options: IdentityOptions & { readonly port: number },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { clientId, clientSecret, callbackUrl } = options;
  const server = createServer();
  const port = await listen(server, options.port);
  const url = `http://localhost:${port}`;
  const openId = openProvider({
    issuer: url,
    cookieKey: clientSecret,
    people: new People(),
    clients: (['google', 'school'] as const).map((id) => ({
      provider: playedProviders[id],
      clientId: `${clientId}-${id}`,
      clientSecret,
      redirectUri: `${callbackUrl}/${id}`,
    })),
  });
  const gitHub = new GitHub({ clientId, clientSecret, redirectUri: `${callbackUrl}/github` });
  server.on('request', (request, response) => {
    const asked = new URL(request.url ?? '/', url);
    const work = asked.pathname.startsWith('/github/')
      ? gitHub.handle(asked, request, response)
      : openId.handle(request, response);
    work.catch((error: unknown) => {
      console.error('identity stand-in:', error);
      if (response.headersSent) response.destroy();
      else send(response, text(500, 'The stand-in failed; its log says why.\n'));
    });
  });
  return {
    url,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
