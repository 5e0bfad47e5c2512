import { randomUUID } from 'node:crypto';
import type { Inngest, InngestFunction } from 'inngest';

/** What a step leaves behind: that it ran, its token of that time, and the tokens of earlier steps it was given. */
export interface Effect {
  run: string;
  step: string;
  token: string;
  given: string[];
}

const STEP_MS = 25;

/**
 * A function whose every step returns a token made when it runs, and hands the tokens of all steps before it to the
 * next: a memoised step that ran again would show as a second token.
 */
export function crashFunction(
  client: Inngest,
  event: string,
  record: (effect: Effect) => Promise<void>,
): InngestFunction.Any {
  return client.createFunction(
    { id: 'fragile', triggers: [{ event }], retries: 3 },
    async ({ step, event: { data } }) => {
      const run = String(data['run']);
      const leave = async (name: string, given: string[]) => {
        const token = randomUUID();
        await record({ run, step: name, token, given });
        await new Promise((resolve) => setTimeout(resolve, STEP_MS));
        return token;
      };
      const one = await step.run('one', () => leave('one', []));
      const two = await step.run('two', () => leave('two', [one]));
      const sides = await Promise.all(
        ['left', 'right'].map((name) => step.run(name, () => leave(name, [one, two]))),
      );
      await step.sleep('rest', '1s');
      const last = await step.run('last', () => leave('last', [one, two, ...sides]));
      await step.run('end', () => leave('end', [one, two, ...sides, last]));
    },
  );
}

/** The steps whose tokens a step is given, in that order. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  one: [],
  two: ['one'],
  left: ['one', 'two'],
  right: ['one', 'two'],
  last: ['one', 'two', 'left', 'right'],
  end: ['one', 'two', 'left', 'right', 'last'],
};

function brokenPromisesOf(run: string, effects: readonly Effect[]): string[] {
  const problems: string[] = [];
  const memo = new Map<string, string>();
  for (const { step, given } of effects) {
    if (memo.has(step)) problems.push(`${run}: memoised step ${step} ran again`);
    for (const [position, name] of (BEFORE[step] ?? []).entries()) {
      const token = given[position] ?? '';
      if ((memo.get(name) ?? token) !== token) problems.push(`${run}: ${step} saw another ${name}`);
      memo.set(name, token);
    }
  }
  return effects.some((effect) => effect.step === 'end') ? problems : [...problems, `${run}: never ended`];
}

/**
 * Lists what breaks the promise: once a later step was given a step's token, that step never runs again and its
 * token never changes; and the end was reached. `effects` are in the order they happened.
 */
export function brokenPromises(effects: readonly Effect[], runs: readonly string[]): string[] {
  return runs.flatMap((run) =>
    brokenPromisesOf(
      run,
      effects.filter((effect) => effect.run === run),
    ),
  );
}
