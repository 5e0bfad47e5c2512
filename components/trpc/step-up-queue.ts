type Answer = (isProven: boolean) => void;

let waiting: readonly Answer[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Answer[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/**
 * Asks the person to prove once more who they are, in the dialog of the page they are on; several who ask at once share
 * one dialog. Resolves to false when they decline, and where no dialog is mounted.
 */
export async function askForProof(): Promise<boolean> {
  if (listeners.size === 0) return false;
  return await new Promise((resolve) => publish([...waiting, resolve]));
}

/** Answers everybody who waits. */
export function answerProof(isProven: boolean): void {
  const answers = waiting;
  publish([]);
  for (const answer of answers) answer(isProven);
}

/** Tells whether somebody waits for a proof. */
export function isProofAsked(): boolean {
  return waiting.length > 0;
}

/** Calls back on every change; returns how to stop. */
export function subscribeProof(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
