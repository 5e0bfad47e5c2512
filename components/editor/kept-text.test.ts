import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeptText } from './kept-text';

/** Keys are properties of a storage, as those of a browser are. */
class FakeStorage {
  [key: string]: unknown;
  getItem(key: string) {
    return this[key] ?? null;
  }
  setItem(key: string, value: string) {
    this[key] = value;
  }
  removeItem(key: string) {
    delete this[key];
  }
}

let storage: FakeStorage;
beforeEach(() => {
  storage = new FakeStorage();
  vi.stubGlobal('localStorage', storage);
});

const draft = { text: 'mine', revision: 4, sent: null };
const mine = { userId: 'ada', lessonId: 'boxes' };

describe('words kept on the device', () => {
  it('come back to who wrote them, once', () => {
    openKeptText(mine).keep(draft);
    const next = openKeptText(mine);
    expect(next.found).toMatchObject(draft);
    next.keep(null);
    expect(openKeptText(mine).found).toBeNull();
  });

  it('stay where they are when somebody else opens the lesson, or the same person another one', () => {
    openKeptText(mine).keep(draft);
    const before = { ...storage };
    expect(openKeptText({ ...mine, userId: 'grace' }).found).toBeNull();
    expect(openKeptText({ ...mine, lessonId: 'frames' }).found).toBeNull();
    expect({ ...storage }).toEqual(before);
  });

  it('are left out when they are not as they were kept', () => {
    storage.setItem('lyceum.text.ada.boxes.1', '{"text":1}');
    expect(openKeptText(mine).found).toBeNull();
  });
});
