/** Messages of one locale: texts in nested groups, the outermost group being the area (`messages/<locale>/<area>.json`). */
export type Messages = { readonly [key: string]: string | Messages };

/** Flattens messages to `group.key` → text. */
function flatten(messages: Messages, prefix = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

/** The names a message takes (`{count}`, `{name, number}`) and its rich-text tags (`<link>`), sorted. */
export function placeholders(message: string): readonly string[] {
  const names = new Set<string>();
  for (const [, name = ''] of message.matchAll(/<([a-zA-Z]\w*)\s*\/?>/g)) names.add(`<${name}>`);
  collectArguments(message, 0, names);
  return [...names].sort();
}

/** Reads text until the brace that closes it, and returns the place behind that brace. */
function collectArguments(text: string, from: number, names: Set<string>): number {
  let at = from;
  while (at < text.length) {
    if (text[at] === '}') return at + 1;
    if (text[at] === "'" && /['{}#|<]/.test(text[at + 1] ?? '')) at = skipQuoted(text, at);
    else if (text[at] === '{') at = readArgument(text, at + 1, names);
    else at += 1;
  }
  return at;
}

/** `'{'` is a literal brace and `''` an apostrophe; a quote before anything else stands for itself. */
function skipQuoted(text: string, at: number): number {
  if (text[at + 1] === "'") return at + 2;
  const close = text.indexOf("'", at + 1);
  return close === -1 ? text.length : close + 1;
}

/** Reads `name}`, `name, format}` or `name, plural, one {…} other {…}}` from behind its opening brace. */
function readArgument(text: string, from: number, names: Set<string>): number {
  const name = /^\s*(\w+)\s*/.exec(text.slice(from));
  if (!name) throw new Error(`a "{" without a name at ${from}`);
  names.add(name[1] ?? '');
  let at = from + name[0].length;
  while (at < text.length && text[at] !== '}')
    at = text[at] === '{' ? collectArguments(text, at + 1, names) : at + 1;
  if (at >= text.length) throw new Error(`a "{" that is never closed at ${from - 1}`);
  return at + 1;
}

function placeholdersOrProblem(message: string): { readonly names: string; readonly problem?: string } {
  try {
    return { names: placeholders(message).join(' ') };
  } catch (error) {
    return { names: '', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** What a locale promises: `complete` has every message of the source, `partial` may fall back to it. */
export type Coverage = 'complete' | 'partial';

/**
 * Finds what is wrong with a translation: an area without a file, a message missing (when complete), unknown to the
 * source, empty, with broken syntax, or with other placeholders than the source. English stands in for single texts
 * alone: the page of a locale that has no file of an area cannot be built.
 */
export function checkTranslation(
  source: Messages,
  translation: Messages,
  coverage: Coverage,
): readonly string[] {
  const wanted = flatten(source);
  const given = flatten(translation);
  const missing = coverage === 'complete' ? [...wanted.keys()].filter((key) => !given.has(key)) : [];
  const areas = Object.keys(source).filter((area) => translation[area] === undefined);
  const wrong = [...given].flatMap(([key, text]) => {
    const original = wanted.get(key);
    if (original === undefined) return [`${key}: the source has no such message`];
    if (text.trim() === '') return [`${key}: is empty`];
    const { names, problem } = placeholdersOrProblem(text);
    if (problem !== undefined) return [`${key}: ${problem}`];
    const expected = placeholdersOrProblem(original).names;
    return names === expected ? [] : [`${key}: takes "${names}", the source takes "${expected}"`];
  });
  return [
    ...areas.map((area) => `${area}: has no file`),
    ...missing.map((key) => `${key}: is missing`),
    ...wrong,
  ];
}
