/** Lines that nobody writes who does not mean Markdown by them. */
const signs = [
  /^#{1,6} \S/m,
  /^(```|~~~)/m,
  /^\s*[-*+] \S.*\n\s*[-*+] \S/m,
  /^\s*\d+[.)] \S.*\n\s*\d+[.)] \S/m,
  /^> \S/m,
  /^\|.+\|\s*\n\|[\s:|-]+\|\s*$/m,
  /^\$\$/m,
  /\[[^\]\n]+\]\((https?:\/\/|\/)[^)\s]+\)/,
  /\*\*[^\s*][^*\n]*\*\*/,
];

/** Tells whether a plain text is Markdown, rather than words with a stray sign. */
export function looksLikeMarkdown(text: string): boolean {
  return text.length <= 200_000 && signs.some((sign) => sign.test(text));
}
