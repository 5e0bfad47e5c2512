/** Room for a number behind the words, within the 80 characters of any address. */
const longest = 72;

/** How many addresses of the same words there may be beside each other. */
const mostAlike = 60;

/**
 * Returns the words of a title as a part of an address: `C’est l’été` → `c-est-l-ete`. A title without a Latin letter or digit
 * gives `fallback`.
 */
export function slugOfTitle(title: string, fallback: string): string {
  const plain = title.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, longest).replace(/-+$/, '');
  return slug === '' ? fallback : slug;
}

/** Returns the addresses to try for a title, the plain one first. */
export function slugCandidates(title: string, fallback: string): string[] {
  const slug = slugOfTitle(title, fallback);
  return [slug, ...Array.from({ length: mostAlike - 1 }, (_, index) => `${slug}-${index + 2}`)];
}
