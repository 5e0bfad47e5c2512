import { createHash } from 'node:crypto';
import { readAtMost } from '@/server/platform/read-at-most';

/** Tells whether a password stands in collections that thieves share. */
export type BreachedPasswords = {
  /** Resolves within seconds, and to false when nobody could say. */
  isBreached(password: string): Promise<boolean>;
};

/** Whom is asked, and what happens when they do not answer. */
export type BreachedPasswordsConfig = {
  /** Where the range API is: `<url>/range/<5 hex digits>`. */
  readonly url: string;
  /** Told of every question that stayed open. It gets no part of the password or its hash. */
  readonly onFailure: (error: unknown) => void;
  readonly now?: () => number;
};

/** Somebody waits at a form; without an answer by then the password is taken on what we know ourselves. */
const patienceMs = 1_500;

/** A range with padding has some 40 kB. */
const maxBytes = 512 * 1024;

/** What was answered stands for a day, in ms: collections grow by the month. */
const keepMs = 24 * 60 * 60_000;

/** Ranges kept at once, some 40 kB each. */
const maxKept = 64;

const entry = /^([0-9A-F]{35}):(\d+)$/;

/** The ends of all hashes in a range that were seen at least once; padding says zero. */
function endsIn(text: string): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const line of text.split('\n')) {
    const [, end, count] = entry.exec(line.trim().toUpperCase()) ?? [];
    if (end !== undefined && Number(count) > 0) ends.add(end);
  }
  return ends;
}

async function askFor(url: string, prefix: string): Promise<ReadonlySet<string>> {
  const response = await fetch(`${url}/range/${prefix}`, {
    // Padding hides from whoever watches the line how long the answer is, and so which range was asked.
    headers: { 'add-padding': 'true', 'user-agent': 'Lyceum' },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!response.ok) throw new Error(`the range API answered ${response.status}`);
  const text = await readAtMost(response.body, maxBytes);
  if (text === null) throw new Error(`the answer is longer than ${maxBytes} bytes`);
  return endsIn(text);
}

/** Knows no collection: a password counts as unknown. */
export const noBreachedPasswords: BreachedPasswords = { isBreached: async () => false };

/**
 * Asks a range API of the kind of Have I Been Pwned. Only the first five of forty hexadecimal digits of a SHA-1 leave
 * this process, and hundreds of passwords share them (k-anonymity). Fails open: signing up and changing a stolen password
 * must not depend on somebody else's server, and the dictionaries of our own have judged the password before.
 */
export function createBreachedPasswords(config: BreachedPasswordsConfig): BreachedPasswords {
  const { url, onFailure, now = Date.now } = config;
  const kept = new Map<string, { readonly ends: ReadonlySet<string>; readonly until: number }>();
  const rangeOf = async (prefix: string): Promise<ReadonlySet<string>> => {
    const known = kept.get(prefix);
    if (known !== undefined && known.until > now()) return known.ends;
    const ends = await askFor(url, prefix);
    kept.delete(prefix);
    const [oldest] = kept.keys();
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
    kept.set(prefix, { ends, until: now() + keepMs });
    return ends;
  };
  return {
    isBreached: async (password) => {
      const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
      try {
        return (await rangeOf(digest.slice(0, 5))).has(digest.slice(5));
      } catch (error) {
        onFailure(error instanceof Error ? new Error(error.message) : error);
        return false;
      }
    },
  };
}
