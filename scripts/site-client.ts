import { z } from 'zod';

const csrfSchema = z.object({ csrfToken: z.string() });
const answerSchema = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) });

/** The cookies of one visitor, kept between requests as a browser would. */
class CookieJar {
  private readonly cookies = new Map<string, string>();

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const equals = pair.indexOf('=');
      this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get isSignedIn(): boolean {
    return [...this.cookies].some(([name, value]) => name.endsWith('lyceum.session') && value !== '');
  }
}

/**
 * Signs in with e-mail and password, as the form does.
 *
 * @returns the `cookie` header of the new session
 * @throws Error when the site refuses
 */
export async function signIn(origin: string, email: string, password: string): Promise<string> {
  const jar = new CookieJar();
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  jar.keep(csrf);
  const { csrfToken } = csrfSchema.parse(await csrf.json());
  const response = await fetch(`${origin}/api/auth/callback/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: jar.header, origin },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    redirect: 'manual',
  });
  jar.keep(response);
  if (!jar.isSignedIn) throw new Error(`${email} could not sign in: the site answered ${response.status}`);
  return jar.header;
}

/** The path of a tRPC query with its input, as the client sends it. */
export function queryPath(procedure: string, input: unknown): string {
  return `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
}

/** The body of a tRPC mutation with its input, as the client sends it. */
export function mutationBody(input: unknown): string {
  return JSON.stringify({ json: input });
}

/** Calls a tRPC query and parses what it returns. @throws Error when the site answers otherwise */
export async function query<T>(
  origin: string,
  cookie: string,
  procedure: string,
  input: unknown,
  output: z.ZodType<T>,
): Promise<T> {
  const response = await fetch(origin + queryPath(procedure, input), { headers: { cookie } });
  if (!response.ok) throw new Error(`${procedure} answered ${response.status}: ${await response.text()}`);
  return output.parse(answerSchema.parse(await response.json()).result.data.json);
}
