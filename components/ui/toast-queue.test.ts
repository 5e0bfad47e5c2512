import { afterEach, describe, expect, it } from 'vitest';
import { currentToasts, dismissToast, showToast, subscribeToasts } from './toast-queue';

afterEach(() => {
  for (const message of currentToasts()) dismissToast(message.id);
});

describe('the queue of messages', () => {
  it('keeps the newest three, oldest first', () => {
    for (const text of ['one', 'two', 'three', 'four']) showToast(text);
    expect(currentToasts().map((message) => message.text)).toEqual(['two', 'three', 'four']);
  });

  it('tells of every change, and of none when a message is already gone', () => {
    let changes = 0;
    const stop = subscribeToasts(() => {
      changes += 1;
    });
    const id = showToast('saved');
    dismissToast(id);
    dismissToast(id);
    stop();
    showToast('unheard');
    expect(changes).toBe(2);
  });
});
