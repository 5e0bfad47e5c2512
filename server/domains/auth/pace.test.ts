import { describe, expect, it } from 'vitest';
import { atPace, refusingAtPace } from '@/server/domains/auth/pace';
import { fixedClock, testNow } from '@/test/fixed-clock';

async function timeOf(workMs: number, outcome: () => string): Promise<number> {
  const clock = fixedClock();
  const work = async () => {
    clock.advance(workMs);
    return outcome();
  };
  await atPace(clock, work).catch(() => 'failed');
  return clock.now().getTime() - testNow.getTime();
}

describe('pace', () => {
  it.each([
    [0, 250],
    [10, 250],
    [249, 250],
    [251, 500],
    [600, 750],
  ])('answers work of %i ms at %i ms and a little', async (workMs, beatMs) => {
    const time = await timeOf(workMs, () => 'done');
    expect(time).toBeGreaterThanOrEqual(beatMs);
    expect(time).toBeLessThan(beatMs + 50);
  });

  it('keeps it for failures too, and passes them on', async () => {
    const fail = () => {
      throw new Error('no database');
    };
    expect(await timeOf(10, fail)).toBeGreaterThanOrEqual(250);
    await expect(atPace(fixedClock(), async () => fail())).rejects.toThrow('no database');
  });

  it('answers when the clock was set back in between', async () => {
    const clock = fixedClock();
    const setBack = async () => clock.advance(-10_000);
    await atPace(clock, setBack);
    expect(clock.now().getTime() - testNow.getTime()).toBeLessThan(-9_000);
  });
});

describe('the pace of refusals', () => {
  const elapsed = (clock: ReturnType<typeof fixedClock>) => clock.now().getTime() - testNow.getTime();

  it('holds back a no and a failure, and lets in at once', async () => {
    const [no, failure, yes] = [fixedClock(), fixedClock(), fixedClock()];
    expect(await refusingAtPace(no, async () => null)).toBeNull();
    const failing = refusingAtPace(failure, async () => await Promise.reject(new Error('no database')));
    await expect(failing).rejects.toThrow('no database');
    expect(await refusingAtPace(yes, async () => 'in')).toBe('in');
    expect([elapsed(no) >= 250, elapsed(failure) >= 250, elapsed(yes)]).toEqual([true, true, 0]);
  });
});
