/** Controls that no text of a person holds (line breaks, tabs and U+0080–9F are not meant), and halves of surrogate pairs. */
const illegible = /[^\P{Cc}\t\n\r\u0080-\u009f]|\p{Surrogate}/u;

type Place = { readonly name: string; readonly within: Place | null; readonly value: unknown };

/** Returns the path of a text in an input, or of what holds a name, with such characters; null when there is none. */
export function illegibleField(input: unknown): string | null {
  // Not by recursion: how deep an input goes is up to whoever sent it.
  const open: Place[] = [{ name: '', within: null, value: input }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value } = place;
    if (typeof value === 'string' && illegible.test(value)) return pathOf(place);
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (illegible.test(name)) return pathOf(place);
      open.push({ name, within: place, value: inner });
    }
  }
  return null;
}

function pathOf(place: Place): string {
  const names: string[] = [];
  for (let at: Place = place; at.within !== null; at = at.within) names.push(at.name);
  return names.toReversed().join('.');
}
