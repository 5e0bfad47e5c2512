import { setTimeout as sleep } from 'node:timers/promises';

/** The processes that are killed, by the name the supervisor gives them. */
export const victims = ['web', 'workflows', 'postgres'] as const;

/** How many times each process was killed. */
export type KillCount = Record<(typeof victims)[number], number>;

/** Time between two kills in ms: long enough for some work to happen, short enough to hit every step of it. */
const pause = { minMs: 2_000, maxMs: 7_000 } as const;

/** Kills a random process at random moments with SIGKILL until told to stop; returns how often it hit which. */
export async function killAtRandom(
  processes: () => Readonly<Record<string, number>>,
  isOver: () => boolean,
): Promise<KillCount> {
  const kills: KillCount = { web: 0, workflows: 0, postgres: 0 };
  while (!isOver()) {
    await sleep(pause.minMs + Math.random() * (pause.maxMs - pause.minMs));
    const victim = victims[Math.floor(Math.random() * victims.length)] ?? 'web';
    const pid = processes()[victim];
    if (pid === undefined || isOver()) continue;
    if (kill(pid)) kills[victim] += 1;
  }
  return kills;
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    // It died by itself in the meantime, and the supervisor is on it.
    return false;
  }
}
