import { z } from 'zod';

const patienceMs = 5_000;

/** Whether something answers at the address with a success. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'manual' });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

const readiness = z.object({ status: z.string(), dependencies: z.record(z.string(), z.string()) });

/** What the site says about itself and what it depends on; `undefined` while it says nothing of the kind. */
export async function readinessOf(url: string): Promise<{ isReady: boolean; down: string[] } | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
    const { dependencies } = readiness.parse(await response.json());
    const down = Object.entries(dependencies).flatMap(([name, state]) => (state === 'up' ? [] : [name]));
    return { isReady: response.ok, down };
  } catch {
    return undefined;
  }
}
