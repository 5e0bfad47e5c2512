/** Takes what systems write differently out of a text: the mark at its beginning, and the ends of its lines. */
export function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** Splits a Markdown file into its front matter and what follows; null when it has none. */
export function splitFrontMatter(text: string): { readonly front: string; readonly body: string } | null {
  const found = /^---\n([\s\S]*?\n)??---(?:\n|$)/.exec(text);
  if (found === null) return null;
  const rest = text.slice(found[0].length);
  return { front: found[1] ?? '', body: readBody(rest) };
}

/** Writes a body below a front matter, so that {@link splitFrontMatter} gives exactly the same back. */
export function writeBody(body: string): string {
  return body === '' ? '' : `\n${body}\n`;
}

function readBody(rest: string): string {
  const begun = rest.startsWith('\n') ? rest.slice(1) : rest;
  return begun.endsWith('\n') ? begun.slice(0, -1) : begun;
}

/** Writes a text that is a file by itself. */
export function writeWhole(text: string): string {
  return text === '' ? '' : `${text}\n`;
}

/** Reads what {@link writeWhole} wrote. */
export function readWhole(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
