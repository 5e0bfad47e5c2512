const POLL_MS = 15;

/** Repeats `check` until it returns something other than null, undefined or false. @throws when the deadline passes. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  what: string,
  deadlineMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const until = Date.now() + deadlineMs;
  for (;;) {
    const value = await check();
    if (isThere(value)) return value;
    if (Date.now() > until) throw new Error(`did not happen within ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function isThere<T>(value: T): value is NonNullable<Exclude<T, false>> {
  return value !== null && value !== undefined && value !== false;
}

/** A promise that is settled from outside. */
export interface Gate<T> {
  promise: Promise<T>;
  open: (value: T) => void;
}

/** Makes a gate: whoever awaits it stands still until it is opened. */
export function createGate<T>(): Gate<T> {
  let open: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
