import type { ByteString } from '../reply';

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/** The regular expression source of a bracket's contents. */
function translateMembers(content: ByteString): string {
  return content.replace(/\\?([\s\S])(?:-\\?([\s\S]))?/g, (_, from: string, to: string | undefined) => {
    if (to === undefined) return escapeMember(from);
    const [low, high] = from <= to ? [from, to] : [to, from];
    return `${escapeMember(low)}-${escapeMember(high)}`;
  });
}

function translateClass(pattern: ByteString, start: number): { source: string; next: number } {
  const [whole = '', caret = '', content = ''] =
    /^\[(\^?)((?:\\[\s\S]|[^\]\\])*)\]?/.exec(pattern.slice(start)) ?? [];
  const next = start + Math.max(1, whole.length);
  if (content === '') return { source: caret === '' ? '(?!)' : '[^]', next };
  return { source: `[${caret}${translateMembers(content)}]`, next };
}

function escapeMember(character: string): string {
  return character.replace(/[\\\]^-]/g, '\\$&');
}

/** The regular expression of a Redis glob: `*`, `?`, `[a-z]`, `[^x]` and `\` escapes, over whole byte strings. */
export function globToRegExp(pattern: ByteString): RegExp {
  let source = '';
  let index = 0;
  while (index < pattern.length) {
    const character = pattern[index] ?? '';
    if (character === '*') source += '[^]*?';
    else if (character === '?') source += '[^]';
    else if (character === '[') {
      const translated = translateClass(pattern, index);
      source += translated.source;
      index = translated.next;
      continue;
    } else if (character === '\\' && index + 1 < pattern.length) {
      index += 1;
      source += (pattern[index] ?? '').replace(SPECIAL, '\\$&');
    } else source += character.replace(SPECIAL, '\\$&');
    index += 1;
  }
  return new RegExp(`^${source}$`);
}
