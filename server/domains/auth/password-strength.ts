import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { ChoiceContext } from '@/server/domains/auth/context';
import { authErrors } from '@/server/domains/auth/errors';
import { AppError } from '@/server/platform/errors';
import { singleton } from '@/server/platform/singleton';

/** What makes a password too easy to guess. */
export type PasswordFlaw = 'password_common' | 'password_own_words' | 'password_guessable';

/**
 * Least score that is accepted, of 0 to 4: some 10^8 guesses, out of reach for guessing here and slow against a stolen
 * hash (NIST SP 800-63B §5.1.1.2 wants dictionaries of known passwords instead of rules about characters).
 */
const leastScore = 3;

/** The dictionaries are some megabytes: they are read when the first password is chosen. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const dictionary = { ...common.dictionary, ...english.dictionary };
  return new Factory({ dictionary, graphs: common.adjacencyGraphs, maxLength: 128 });
}

/** Words somebody who knows the person would try first. */
function wordsOf(own: readonly string[]): string[] {
  return own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
}

/** Returns what is wrong with a password of a person, or null when it resists guessing. Nothing leaves the process. */
export async function findPasswordFlaw(
  password: string,
  own: readonly string[],
): Promise<PasswordFlaw | null> {
  const checker = await singleton('auth.zxcvbn', load);
  const { score, sequence } = checker.check(password, wordsOf(own));
  if (score >= leastScore) return null;
  const dictionaries = sequence.map((match) => ('dictionaryName' in match ? match.dictionaryName : ''));
  if (dictionaries.includes('userInputs')) return 'password_own_words';
  const isWhole = dictionaries.length === 1 && dictionaries[0] === 'passwords-common';
  return isWhole ? 'password_common' : 'password_guessable';
}

/**
 * Refuses a password that is easy to guess, or that is known to be stolen; where nobody can say so, it is taken.
 *
 * @param own the person's name and address.
 * @throws AppError `auth/password_common`, `auth/password_own_words`, `auth/password_guessable`, `auth/password_breached`, each
 *   at `password`.
 */
export async function requireStrongPassword(
  { breachedPasswords }: ChoiceContext,
  password: string,
  own: readonly string[],
): Promise<void> {
  const flaw = await findPasswordFlaw(password, own);
  if (flaw !== null) throw new AppError(authErrors[flaw], { field: 'password' });
  // Asked last, so that nothing of a password that is refused anyway leaves the process.
  if (await breachedPasswords.isBreached(password)) {
    throw new AppError(authErrors.password_breached, { field: 'password' });
  }
}
