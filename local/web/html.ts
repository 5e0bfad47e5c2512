/** Markup that may be sent as it is; only {@link html} makes one from values, so nothing unescaped gets in. */
export class Html {
  /** Vouches for text that is markup already. */
  constructor(readonly markup: string) {}
}

/** What a template takes: texts and numbers are escaped, markup is kept, lists are joined, the rest vanishes. */
export type Part = string | number | Html | readonly Part[] | null | undefined | false;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Builds markup from a template; every value is escaped unless it is markup itself. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.map((literal, index) => literal + render(parts[index])).join(''));
}
