import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Draft, type KeptDraft, type TextOutcome, TextSaver } from './text-saver';

const turn = () => new Promise((done) => setImmediate(done));

/** A server whose answers the test gives one by one, and pauses that end when it says so. */
function world(saved: Draft, kept: KeptDraft | null = null) {
  const calls: { sent: Draft; answer: (outcome: TextOutcome) => Promise<void> }[] = [];
  let due: (() => void) | null = null;
  let onDevice: KeptDraft | null = kept;
  const saver = new TextSaver(saved, kept, {
    save: async (sent) =>
      await new Promise<TextOutcome>((resolve) => {
        calls.push({
          sent,
          answer: async (outcome) => {
            resolve(outcome);
            await turn();
          },
        });
      }),
    keep: (draft) => {
      onDevice = draft;
    },
    wait: (_ms, then) => {
      due = then;
      return () => {
        due = null;
      };
    },
  });
  const idle = () => due?.();
  return { saver, calls, idle, onDevice: () => onDevice, state: () => saver.snapshot().state };
}

const start = { text: 'one', revision: 4 };

describe('TextSaver', () => {
  it('saves after a idle, and keeps the words on the device until they are saved', async () => {
    const { saver, calls, idle, onDevice, state } = world(start);
    saver.change('one two');
    expect(state()).toBe('unsaved');
    expect(onDevice()).toEqual({ text: 'one two', revision: 4, sent: null });
    idle();
    expect(state()).toBe('saving');
    saver.change('one two three');
    await calls[0]?.answer({ kind: 'stored', revision: 5 });
    expect(onDevice()).toEqual({ text: 'one two three', revision: 5, sent: null });
    idle();
    expect(calls[1]?.sent).toEqual({ text: 'one two three', revision: 5 });
    await calls[1]?.answer({ kind: 'stored', revision: 6 });
    expect([state(), onDevice()]).toEqual(['saved', null]);
  });

  it('goes on by itself after the connection was lost', async () => {
    const { saver, calls, idle, onDevice, state } = world(start);
    saver.change('two');
    saver.flush();
    await calls[0]?.answer({ kind: 'later', failure: null });
    expect([state(), onDevice()?.text]).toEqual(['offline', 'two']);
    saver.change('two three');
    expect(state()).toBe('offline');
    idle();
    await calls[1]?.answer({ kind: 'stored', revision: 5 });
    idle();
    expect(calls[2]?.sent).toEqual({ text: 'two three', revision: 5 });
    await calls[2]?.answer({ kind: 'stored', revision: 6 });
    expect(state()).toBe('saved');
  });

  it('says why, keeps the words, and tries the next ones after a refusal', async () => {
    const { saver, calls, idle, onDevice, state } = world(start);
    const failure = { code: 'platform/invalid_input', details: {} };
    saver.change('far too long');
    saver.flush();
    await calls[0]?.answer({ kind: 'refused', failure });
    expect(saver.snapshot()).toMatchObject({ state: 'refused', failure });
    expect(onDevice()).toEqual({ text: 'far too long', revision: 4, sent: null });
    saver.change('short');
    idle();
    expect(calls[1]?.sent).toEqual({ text: 'short', revision: 4 });
    await calls[1]?.answer({ kind: 'refused', failure });
    saver.flush();
    await calls[2]?.answer({ kind: 'stored', revision: 5 });
    expect(saver.snapshot()).toMatchObject({ state: 'saved', failure: null });
    expect([state(), onDevice()]).toEqual(['saved', null]);
  });

  it('goes on by itself once the writer has signed in again, and says until then why it waits', async () => {
    const { saver, calls, idle } = world(start);
    const failure = { code: 'platform/unauthenticated', details: {} };
    saver.change('two');
    saver.flush();
    await calls[0]?.answer({ kind: 'later', failure });
    idle();
    expect(saver.snapshot()).toMatchObject({ state: 'saving', failure });
    await calls[1]?.answer({ kind: 'stored', revision: 5 });
    expect(saver.snapshot()).toMatchObject({ state: 'saved', failure: null });
  });

  it('brings back what an earlier page could not save', async () => {
    const { saver, calls } = world(start, { text: 'one and more', revision: 4, sent: null });
    expect(saver.snapshot()).toMatchObject({ text: 'one and more', isRecovered: true, state: 'unsaved' });
    saver.flush();
    expect(calls[0]?.sent).toEqual({ text: 'one and more', revision: 4 });
  });

  it('holds both texts when somebody else has saved, until the writer chooses', async () => {
    const { saver, calls, onDevice, state } = world(start);
    const theirs = { text: 'theirs', revision: 5 };
    saver.change('mine');
    saver.flush();
    await calls[0]?.answer({ kind: 'changed', theirs });
    expect(saver.snapshot()).toMatchObject({ text: 'mine', theirs, state: 'conflict' });
    saver.change('mine, and more');
    saver.flush();
    expect(calls).toHaveLength(1);
    expect(onDevice()).toMatchObject({ text: 'mine, and more', revision: 4 });
    saver.resolve('both');
    expect(calls[1]?.sent).toEqual({ text: 'both', revision: 5 });
    await calls[1]?.answer({ kind: 'stored', revision: 6 });
    expect(state()).toBe('saved');
  });

  it('shows both also when the words come back from an earlier page', () => {
    const { saver, calls } = world(
      { text: 'theirs', revision: 5 },
      { text: 'mine', revision: 4, sent: null },
    );
    expect(saver.snapshot()).toMatchObject({ text: 'mine', state: 'conflict', theirs: { text: 'theirs' } });
    saver.resolve('theirs');
    // Theirs is saved already: there is nothing to send.
    expect([calls.length, saver.snapshot().state]).toEqual([0, 'saved']);
  });

  it('takes its own words for nobody else’s, when only the answer was lost', async () => {
    const { saver, calls, idle, onDevice, state } = world(start);
    saver.change('two');
    saver.flush();
    await calls[0]?.answer({ kind: 'later', failure: null });
    saver.change('two three');
    expect(world({ text: 'two', revision: 5 }, onDevice()).state()).toBe('unsaved');
    idle();
    // The words whose answer was lost go once more: only then it is known where the server stands.
    expect(calls[1]?.sent).toEqual({ text: 'two', revision: 4 });
    await calls[1]?.answer({ kind: 'stored', revision: 5 });
    idle();
    expect(calls[2]?.sent).toEqual({ text: 'two three', revision: 5 });
    await calls[2]?.answer({ kind: 'stored', revision: 6 });
    expect(state()).toBe('saved');
  });

  it('never loses the last words: they are on the server or on the device, whatever happens', async () => {
    const acts = fc.array(fc.oneof(fc.record({ write: fc.string({ maxLength: 3 }) }), fates), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const { saver, calls, idle, onDevice, state } = world(start);
        const server = serverWith(start);
        let written = start.text;
        for (const act of all) {
          if ('write' in act) {
            written = act.write;
            saver.change(written);
          } else {
            idle();
            const call = calls.shift();
            await call?.answer(server.receive(call.sent, act));
          }
          expect(state()).not.toBe('conflict');
          expect(onDevice()?.text ?? server.present().text).toBe(written);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const fates = fc.record({ arrives: fc.boolean(), isAnswered: fc.boolean() });

/** A server as ours: over the present revision only, and the present text again is saved already. */
function serverWith(first: Draft) {
  let present = first;
  const save = (sent: Draft): TextOutcome => {
    if (sent.text !== present.text) {
      if (sent.revision !== present.revision) return { kind: 'changed', theirs: present };
      present = { text: sent.text, revision: sent.revision + 1 };
    }
    return { kind: 'stored', revision: present.revision };
  };
  return {
    present: () => present,
    receive: (sent: Draft, fate: { arrives: boolean; isAnswered: boolean }): TextOutcome => {
      const outcome = fate.arrives ? save(sent) : null;
      return outcome !== null && fate.isAnswered ? outcome : { kind: 'later', failure: null };
    },
  };
}

describe('TextSaver beside another tab', () => {
  it('follows what another tab of the same person saved, while nothing waits here', async () => {
    const { saver, calls, state } = world(start);
    expect(saver.follow({ text: 'theirs', revision: 5 })).toBe(true);
    expect(saver.snapshot()).toMatchObject({ text: 'theirs', state: 'saved', followed: 1 });
    saver.change('theirs and mine');
    saver.flush();
    expect(calls[0]?.sent).toEqual({ text: 'theirs and mine', revision: 5 });
    expect(saver.follow({ text: 'other', revision: 6 })).toBe(false);
    await calls[0]?.answer({ kind: 'changed', theirs: { text: 'other', revision: 6 } });
    expect([state(), saver.snapshot().text]).toEqual(['conflict', 'theirs and mine']);
  });

  it('does not follow what is older than its own', () => {
    const { saver } = world(start);
    expect(saver.follow({ text: 'old', revision: 4 })).toBe(false);
    expect(saver.snapshot()).toMatchObject({ text: 'one', followed: 0 });
  });
});
