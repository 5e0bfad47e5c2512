import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openTabChannel } from './tab-channel';
import type { Draft } from './text-saver';

function tab(userId: string, lessonId: string) {
  const drafts: Draft[] = [];
  const seen = { isElsewhere: false, drafts };
  const channel = openTabChannel(
    { userId, lessonId },
    {
      onOthers: (isElsewhere) => {
        seen.isElsewhere = isElsewhere;
      },
      onSaved: (draft) => void seen.drafts.push(draft),
    },
  );
  onTestFinished(channel.close);
  return { seen, channel };
}

describe('tabs of one person', () => {
  it('know of each other, and of what each has saved', async () => {
    const [first, second] = [tab('a', '1'), tab('a', '1')];
    await vi.waitFor(() => expect([first.seen.isElsewhere, second.seen.isElsewhere]).toEqual([true, true]));
    first.channel.saved({ text: 'one', revision: 2 });
    await vi.waitFor(() => expect(second.seen.drafts).toEqual([{ text: 'one', revision: 2 }]));
    expect(first.seen.drafts).toEqual([]);
    second.channel.leave();
    await vi.waitFor(() => expect(first.seen.isElsewhere).toBe(false));
    second.channel.enter();
    await vi.waitFor(() => expect(first.seen.isElsewhere).toBe(true));
  });

  it('hear nothing of other lessons, of somebody else, or of what is no message', async () => {
    const [own, lesson, person] = [tab('a', '1'), tab('a', '2'), tab('b', '1')];
    const stranger = new BroadcastChannel('lyceum.text.a.1');
    onTestFinished(() => stranger.close());
    for (const data of [
      null,
      1,
      {},
      { kind: 'saved', from: 'x' },
      { kind: 'saved', from: 'x', draft: { text: 1 } },
    ]) {
      stranger.postMessage(data);
    }
    for (const one of [lesson, person]) one.channel.saved({ text: 'no', revision: 9 });
    stranger.postMessage({ kind: 'saved', from: 'x', draft: { text: 'yes', revision: 3 } });
    await vi.waitFor(() => expect(own.seen.drafts).toEqual([{ text: 'yes', revision: 3 }]));
    expect([lesson.seen.isElsewhere, person.seen.isElsewhere]).toEqual([false, false]);
  });
});
