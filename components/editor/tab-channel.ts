import type { TextOwner } from './kept-text';
import type { Draft } from './text-saver';

/** What tabs of one person tell each other about a lesson. */
type TabMessage =
  | { readonly kind: 'hello' | 'here' | 'bye'; readonly from: string }
  | { readonly kind: 'saved'; readonly from: string; readonly draft: Draft };

/** What a tab wants to know of the others. */
export type TabPorts = {
  readonly onOthers: (isElsewhere: boolean) => void;
  readonly onSaved: (draft: Draft) => void;
};

/** A tab among the others of the same person that have the same lesson open. */
export type TabChannel = {
  readonly saved: (draft: Draft) => void;
  /** Says good-bye, when the page is left or hidden. */
  readonly leave: () => void;
  /** Asks anew who is there, when the page comes back. */
  readonly enter: () => void;
  readonly close: () => void;
};

const kinds = ['hello', 'here', 'bye', 'saved'] as const;

// By hand, although a newer release in another tab may have written it: it is four fields.
function asMessage(data: unknown): TabMessage | null {
  if (typeof data !== 'object' || data === null || !('kind' in data && 'from' in data)) return null;
  const { from } = data;
  const kind = kinds.find((one) => one === data.kind);
  if (kind === undefined || typeof from !== 'string') return null;
  if (kind !== 'saved') return { kind, from };
  const draft: unknown = 'draft' in data ? data.draft : null;
  if (typeof draft !== 'object' || draft === null || !('text' in draft && 'revision' in draft)) return null;
  const { text, revision } = draft;
  return typeof text === 'string' && typeof revision === 'number'
    ? { kind, from, draft: { text, revision } }
    : null;
}

/** Joins the tabs of this person at this lesson. Nothing of it leaves the browser. */
export function openTabChannel({ userId, lessonId }: TextOwner, { onOthers, onSaved }: TabPorts): TabChannel {
  const own = crypto.randomUUID();
  const channel = new BroadcastChannel(`lyceum.text.${userId}.${lessonId}`);
  const others = new Set<string>();
  const say = (kind: 'hello' | 'here' | 'bye') => channel.postMessage({ kind, from: own });
  const note = (from: string, isThere: boolean) => {
    if (isThere) others.add(from);
    else others.delete(from);
    onOthers(others.size > 0);
  };
  channel.onmessage = ({ data }) => {
    const message = asMessage(data);
    if (message === null) return;
    note(message.from, message.kind !== 'bye');
    if (message.kind === 'hello') say('here');
    if (message.kind === 'saved') onSaved(message.draft);
  };
  say('hello');
  return {
    saved: (draft) => channel.postMessage({ kind: 'saved', from: own, draft }),
    leave: () => say('bye'),
    enter: () => {
      others.clear();
      onOthers(false);
      say('hello');
    },
    close: () => {
      say('bye');
      channel.close();
    },
  };
}
