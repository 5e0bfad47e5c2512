/** Returns words as LIKE takes them for themselves: to a reader `%` and `_` are characters like others, and Prisma hands them on. */
export function plainWords(words: string): string {
  return words.replaceAll(/[\\%_]/g, '\\$&');
}
