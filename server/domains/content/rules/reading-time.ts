/** Words a minute of people who read to learn, and do what they read. */
const wordsAMinute = 150;

/** Returns how many minutes a text takes a learner, at least one. */
export function readingMinutes(markdown: string): number {
  const words = markdown.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / wordsAMinute));
}
