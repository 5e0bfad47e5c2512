import { freePort, nextFreePort } from './ports';

/** Where each embedded part would like to listen. */
const preferred = {
  workflows: 8288,
  hub: 8400,
  s3: 8401,
  smtp: 8402,
  redis: 8403,
  stripe: 8404,
  uploadthing: 8405,
  identity: 8406,
  breachedPasswords: 8407,
  postgres: 8432,
} as const;

/** The ports of one stack, the web server's own excepted. */
export type StackPorts = Record<keyof typeof preferred, number>;

/** How a stack takes its ports: the well-known ones where they are free, or any, so that many stacks run side by side. */
export type PortChoice = 'preferred' | 'any';

/** Picks ports that are free now and differ from each other. */
export async function choosePorts(choice: PortChoice, webPort: number): Promise<StackPorts> {
  const taken = new Set([webPort]);
  const next = async (port: number): Promise<number> => {
    const chosen = choice === 'any' ? await anyPort(taken) : await nextFreePort(port, taken);
    taken.add(chosen);
    return chosen;
  };
  return {
    workflows: await next(preferred.workflows),
    hub: await next(preferred.hub),
    s3: await next(preferred.s3),
    smtp: await next(preferred.smtp),
    redis: await next(preferred.redis),
    stripe: await next(preferred.stripe),
    uploadthing: await next(preferred.uploadthing),
    identity: await next(preferred.identity),
    breachedPasswords: await next(preferred.breachedPasswords),
    postgres: await next(preferred.postgres),
  };
}

async function anyPort(taken: ReadonlySet<number>): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (!taken.has(port)) return port;
  }
}
