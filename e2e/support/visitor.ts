import { type APIRequestContext, type APIResponse, expect } from '@playwright/test';
import { z } from 'zod';
import { mutationBody, queryPath } from '@/scripts/site-client';

const csrf = z.object({ csrfToken: z.string() });
const location = z.object({ url: z.string() });

/** One browser, spoken to without its pages. */
export class Visitor {
  constructor(
    private readonly request: APIRequestContext,
    private readonly origin: string,
  ) {}

  /** The session cookie there is now. */
  async cookie(): Promise<string> {
    const { cookies } = await this.request.storageState();
    return cookies.find(({ name }) => name.endsWith('lyceum.session'))?.value ?? '';
  }

  /** Sends what a form of ours sends; returns what kept it from coming in, if anything. */
  async enter(provider: string, values: Record<string, string>): Promise<string | null> {
    const { csrfToken } = csrf.parse(await (await this.request.get('/api/auth/csrf')).json());
    const response = await this.request.post(`/api/auth/callback/${provider}`, {
      headers: { origin: this.origin },
      form: { ...values, csrfToken, callbackUrl: '/', json: 'true' },
    });
    return new URL(location.parse(await response.json()).url).searchParams.get('error');
  }

  /** Calls a procedure that changes something. */
  async write<T>(procedure: string, input: unknown, output: z.ZodType<T>): Promise<T> {
    const headers = { origin: this.origin, 'content-type': 'application/json' };
    return await dataOf(
      await this.request.post(`/api/trpc/${procedure}`, { headers, data: mutationBody(input) }),
      output,
    );
  }

  /** Calls a procedure that only reads. */
  async read<T>(procedure: string, input: unknown, output: z.ZodType<T>): Promise<T> {
    return await dataOf(await this.request.get(queryPath(procedure, input)), output);
  }
}

async function dataOf<T>(response: APIResponse, output: z.ZodType<T>): Promise<T> {
  expect(response.status(), await response.text()).toBe(200);
  const answer = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) });
  return output.parse(answer.parse(await response.json()).result.data.json);
}
