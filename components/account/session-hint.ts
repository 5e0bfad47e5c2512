const key = 'lyceum.signed-in';

/**
 * Tells whether this browser was signed in last time, so that a public page asks who is here only where somebody may
 * be. It is a hint and no proof: the answer comes from the server.
 */
export function mayBeSignedIn(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    // Storage can be forbidden; then the header simply offers to sign in.
    return false;
  }
}

/** Remembers or forgets that somebody is signed in; other tabs hear of it. */
export function rememberSignedIn(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // As above: without storage the hint is lost, nothing else.
  }
}

/** Calls back when another tab signs in or out; returns how to stop. */
export function onOtherTab(listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === key) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}
