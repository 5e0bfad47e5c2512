/** One short message about something that has just happened. */
export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'neutral' | 'danger';
  /** Takes the act back; with it the message stays longer. */
  readonly onUndo: (() => void) | undefined;
  /** Does the act again that failed; with it the message stays longer. */
  readonly onRetry: (() => void) | undefined;
}

/** What a caller says; the queue adds the id. */
export interface ToastOptions {
  readonly tone?: ToastMessage['tone'];
  readonly onUndo?: () => void;
  readonly onRetry?: () => void;
}

/** How long a message stays, in milliseconds, while nobody points at it or holds the focus in it. */
export const toastLifeMs = { plain: 6_000, withAction: 10_000 } as const;

/** More than this many at once are not read: the oldest leaves. */
const limit = 3;

let messages: readonly ToastMessage[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: readonly ToastMessage[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Shows a message; returns its id, for {@link dismissToast}. */
export function showToast(text: string, options: ToastOptions = {}): number {
  lastId += 1;
  const { tone = 'neutral', onUndo, onRetry } = options;
  const message = { id: lastId, text, tone, onUndo, onRetry };
  publish([...messages, message].slice(-limit));
  return lastId;
}

/** Takes a message away; nothing happens when it is already gone. */
export function dismissToast(id: number): void {
  if (messages.some((message) => message.id === id)) publish(messages.filter((message) => message.id !== id));
}

/** The messages in view, oldest first; the same array until something changes. */
export function currentToasts(): readonly ToastMessage[] {
  return messages;
}

/** Calls back on every change; returns how to stop. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
