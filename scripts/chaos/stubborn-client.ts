import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { mutationBody, queryPath } from '../site-client';

/** How a learner's client behaves: it asks again until it is answered, as a browser with a patient person would. */
const patience = { waitMs: 700, deadlineMs: 5 * 60_000 } as const;

/** Statuses that ask to come again: a call still under way, a limit. */
const askAgain: ReadonlySet<number> = new Set([409, 429]);

const answer = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) });

function readAnswer(body: string | null | undefined): { json?: unknown } | undefined {
  try {
    return answer.parse(JSON.parse(body ?? '')).result.data;
  } catch {
    return undefined;
  }
}

/** Calls procedures for one signed-in learner until the site answers. */
export class StubbornClient {
  /** How often a call had to be made again. */
  retries = 0;

  constructor(
    private readonly origin: string,
    private readonly cookie: string,
  ) {}

  /** Asks. @throws Error when the site refuses, or does not answer before the deadline. */
  async query(procedure: string, input: unknown): Promise<unknown> {
    return await this.untilAnswered(
      procedure,
      async () => await fetch(this.origin + queryPath(procedure, input), this.init()),
    );
  }

  /** Writes. The same call may reach the site twice: it was lost on the way there or on the way back, nobody knows. */
  async mutate(procedure: string, input: unknown): Promise<unknown> {
    const body = mutationBody(input);
    return await this.untilAnswered(
      procedure,
      async () =>
        await fetch(`${this.origin}/api/trpc/${procedure}`, { ...this.init(), method: 'POST', body }),
    );
  }

  private init(): RequestInit {
    const headers = { cookie: this.cookie, 'content-type': 'application/json', origin: this.origin };
    return { headers, signal: AbortSignal.timeout(15_000) };
  }

  private async untilAnswered(procedure: string, send: () => Promise<Response>): Promise<unknown> {
    const startedAt = Date.now();
    for (;;) {
      const response = await send().catch(() => null);
      const body = await response?.text().catch(() => null);
      const data = response?.ok === true ? readAnswer(body) : undefined;
      if (data !== undefined) return data.json;
      // An answer cut short by a kill counts as none, whatever its status line promised.
      const isRefusal =
        response !== null && !response.ok && !askAgain.has(response.status) && response.status < 500;
      if (isRefusal) throw new Error(`${procedure}: ${response.status} ${body ?? ''}`);
      if (Date.now() - startedAt > patience.deadlineMs) throw new Error(`${procedure}: no answer in time`);
      this.retries += 1;
      await sleep(patience.waitMs);
    }
  }
}
