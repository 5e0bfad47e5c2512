import type { KeptDraft } from './text-saver';

/** Whose words they are, and of which lesson. */
export type TextOwner = { readonly userId: string; readonly lessonId: string };

const prefixOf = ({ userId, lessonId }: TextOwner) => `lyceum.text.${userId}.${lessonId}.`;

// By hand, although it comes from outside: it is three fields.
function asKept(stored: string | null): (KeptDraft & { at: number }) | null {
  const value: unknown = JSON.parse(stored ?? 'null');
  if (typeof value !== 'object' || value === null) return null;
  if (!('text' in value && 'revision' in value && 'sent' in value && 'at' in value)) return null;
  const { text, revision, sent, at } = value;
  const isSound = typeof text === 'string' && typeof revision === 'number' && typeof at === 'number';
  if (!isSound || (sent !== null && typeof sent !== 'string')) return null;
  return { text, revision, sent, at };
}

function entriesOf(owner: TextOwner) {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefixOf(owner)))
    .flatMap((key) => {
      const kept = asKept(localStorage.getItem(key));
      return kept === null ? [] : [{ key, kept }];
    })
    .toSorted((a, b) => b.kept.at - a.kept.at);
}

/** A place on this device for the unsaved words of one page. */
export type KeptText = {
  /** The latest words that an earlier page of this lesson could not save, or null. */
  readonly found: KeptDraft | null;
  readonly keep: (draft: KeptDraft | null) => void;
};

const nowhere: KeptText = { found: null, keep: () => undefined };

/**
 * Opens the place of a page. Each page has its own, so that two tabs do not write over each other; what an earlier page
 * left is taken over by the first that finds it. What somebody else left on a shared device stays theirs: it would be saved
 * under the wrong name. Without storage, words live as long as the page.
 */
export function openKeptText(owner: TextOwner): KeptText {
  try {
    const own = prefixOf(owner) + crypto.randomUUID();
    const latest = entriesOf(owner)[0];
    if (latest !== undefined) {
      localStorage.setItem(own, JSON.stringify(latest.kept));
      localStorage.removeItem(latest.key);
    }
    const keep = (draft: KeptDraft | null) => {
      try {
        if (draft === null) localStorage.removeItem(own);
        else localStorage.setItem(own, JSON.stringify({ ...draft, at: Date.now() }));
      } catch {
        // The device is full or forbids it; the page still holds the words.
      }
    };
    return { found: latest?.kept ?? null, keep };
  } catch {
    return nowhere;
  }
}
