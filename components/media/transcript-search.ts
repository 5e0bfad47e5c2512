/** Letters without their marks, small: people type `cafe` and look for `Café`. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A stretch of a line; `isHit` where it is what was looked for. */
export type Stretch = { readonly text: string; readonly isHit: boolean };

/** Cuts a line where the wanted words stand in it, whatever their marks and case. */
export function stretchesOf(line: string, wanted: string): Stretch[] {
  const needle = folded(wanted.trim());
  if (needle === '') return [{ text: line, isHit: false }];
  // Folding can change how long a text is, so that each letter keeps where it came from.
  const letters = [...line].map((letter) => folded(letter));
  const places = letters.flatMap((letter, index) => [...letter].map(() => index));
  const hay = letters.join('');
  const source = [...line];
  const found: Stretch[] = [];
  let done = 0;
  for (let at = hay.indexOf(needle); at !== -1; at = hay.indexOf(needle, at + needle.length)) {
    const from = places[[...hay.slice(0, at)].length] ?? source.length;
    const to = (places[[...hay.slice(0, at + needle.length)].length - 1] ?? source.length - 1) + 1;
    if (from < done) continue;
    if (from > done) found.push({ text: source.slice(done, from).join(''), isHit: false });
    found.push({ text: source.slice(from, to).join(''), isHit: true });
    done = to;
  }
  if (done < source.length) found.push({ text: source.slice(done).join(''), isHit: false });
  return found;
}

/** Says whether the wanted words stand in a line. */
export function isFound(line: string, wanted: string): boolean {
  return wanted.trim() !== '' && folded(line).includes(folded(wanted.trim()));
}
