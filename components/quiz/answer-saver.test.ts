import { describe, expect, it } from 'vitest';
import { type Answer, AnswerSaver, type SaveOutcome } from './answer-saver';

/** A server whose answers the test gives one by one, and a clock that it moves. */
function world(answers: Record<string, Answer> = {}, kept: Record<string, Answer> = {}) {
  const calls: { questionId: string; answer: Answer; answerWith: (outcome: SaveOutcome) => Promise<void> }[] =
    [];
  const waits: { ms: number; then: () => void }[] = [];
  let keptNow: ReadonlyMap<string, Answer> = new Map();
  const saver = new AnswerSaver(new Map(Object.entries(answers)), new Map(Object.entries(kept)), {
    save: async (questionId, answer) =>
      await new Promise<SaveOutcome>((resolve) => {
        const answerWith = async (outcome: SaveOutcome) => {
          resolve(outcome);
          await new Promise((done) => setImmediate(done));
        };
        calls.push({ questionId, answer, answerWith });
      }),
    keep: (unconfirmed) => {
      keptNow = new Map(unconfirmed);
    },
    wait: (ms, then) => {
      waits.push({ ms, then });
      return () => undefined;
    },
  });
  return { saver, calls, waits, kept: () => [...keptNow.keys()] };
}

const untouched = { choiceIds: [], seq: 0 };

describe('AnswerSaver', () => {
  it('saves a change and says so', async () => {
    const { saver, calls } = world({ q: untouched });
    saver.change('q', ['a']);
    expect(saver.snapshot().state).toBe('saving');
    expect(calls[0]?.answer).toEqual({ choiceIds: ['a'], seq: 1 });
    await calls[0]?.answerWith({ kind: 'stored' });
    expect(saver.snapshot().state).toBe('saved');
  });

  it('sends one save of a question at a time, and the last change wins', async () => {
    const { saver, calls } = world({ q: untouched });
    saver.change('q', ['a']);
    saver.change('q', ['b']);
    saver.change('q', ['c']);
    expect(calls).toHaveLength(1);
    await calls[0]?.answerWith({ kind: 'stored' });
    expect(calls.map((call) => call.answer)).toEqual([
      { choiceIds: ['a'], seq: 1 },
      { choiceIds: ['c'], seq: 3 },
    ]);
    await calls[1]?.answerWith({ kind: 'stored' });
    expect(saver.snapshot().state).toBe('saved');
  });

  it('keeps what could not be sent and tries again with growing pauses', async () => {
    const { saver, calls, waits, kept } = world({ q: untouched });
    saver.change('q', ['a']);
    await calls[0]?.answerWith({ kind: 'later' });
    expect(saver.snapshot().state).toBe('waiting');
    expect(kept()).toEqual(['q']);
    waits[0]?.then();
    await calls[1]?.answerWith({ kind: 'later' });
    expect(waits.map((wait) => wait.ms)).toEqual([1_000, 2_000]);
    saver.flush();
    await calls[2]?.answerWith({ kind: 'stored' });
    expect(saver.snapshot().state).toBe('saved');
    expect(kept()).toEqual([]);
  });

  it('takes up after a reload what was kept, unless the server knows better', () => {
    const { saver, calls } = world(
      { q: untouched, r: { choiceIds: ['z'], seq: 4 } },
      {
        q: { choiceIds: ['a'], seq: 2 },
        r: { choiceIds: ['y'], seq: 3 },
        gone: { choiceIds: ['x'], seq: 9 },
      },
    );
    saver.flush();
    expect(calls.map((call) => call.questionId)).toEqual(['q']);
    expect(saver.snapshot().answers.get('r')?.choiceIds).toEqual(['z']);
    expect(saver.snapshot().answers.has('gone')).toBe(false);
  });

  it('saves again above a newer save of another tab', async () => {
    const { saver, calls } = world({ q: untouched });
    saver.change('q', ['a']);
    await calls[0]?.answerWith({ kind: 'stale', seq: 7 });
    expect(calls[1]?.answer).toEqual({ choiceIds: ['a'], seq: 8 });
  });

  it('says when the server refuses for good', async () => {
    const { saver, calls } = world({ q: untouched });
    saver.change('q', ['a']);
    await calls[0]?.answerWith({ kind: 'refused' });
    expect(saver.snapshot().state).toBe('refused');
  });
});
