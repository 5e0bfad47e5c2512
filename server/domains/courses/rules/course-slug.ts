/** Room for a number behind the words. */
const longest = 72;

/**
 * Returns the words of a title as a course's address: `C’est l’été` → `c-est-l-ete`. A title without a Latin letter or digit
 * gives `course`.
 */
export function slugOfTitle(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, longest).replace(/-+$/, '');
  return slug === '' ? 'course' : slug;
}

/** Returns the addresses to try for a title, the plain one first. */
export function slugCandidates(title: string): string[] {
  const slug = slugOfTitle(title);
  return [slug, ...Array.from({ length: 60 }, (_, index) => `${slug}-${index + 2}`)];
}
