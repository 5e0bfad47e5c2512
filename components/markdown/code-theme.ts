type Palette = {
  readonly ink: string;
  readonly ground: string;
  readonly comment: string;
  readonly keyword: string;
  readonly name: string;
  readonly text: string;
  readonly value: string;
  readonly type: string;
};

/** Inks of code on paper, from the hues of the design system; at least 4.5 : 1 on `--color-surface`. */
export const lightInks: Palette = {
  ink: '#17211d',
  ground: '#fffefb',
  comment: '#5d6862',
  keyword: '#17603f',
  name: '#1d4f86',
  text: '#8f3a1f',
  value: '#7a4f00',
  type: '#6b2f5a',
};

/** The same inks in chalk. */
export const darkInks: Palette = {
  ink: '#eceee6',
  ground: '#1b2420',
  comment: '#94a098',
  keyword: '#8ccfa6',
  name: '#9cc6f0',
  text: '#f0b49a',
  value: '#e8c36f',
  type: '#dcaed0',
};

// Scopes are those of the TextMate grammars; the more specific one wins.
const scopes: readonly { readonly role: keyof Palette; readonly scope: string[] }[] = [
  { role: 'comment', scope: ['comment', 'punctuation.definition.comment'] },
  {
    role: 'keyword',
    scope: [
      'keyword',
      'storage',
      'keyword.operator.new',
      'entity.name.tag',
      'variable.language',
      'support.type.property-name.css',
    ],
  },
  { role: 'ink', scope: ['keyword.operator', 'punctuation', 'storage.type.function.arrow'] },
  {
    role: 'name',
    scope: [
      'entity.name.function',
      'support.function',
      'meta.function-call.generic',
      'entity.other.attribute-name',
    ],
  },
  {
    role: 'text',
    scope: ['string', 'punctuation.definition.string', 'string.regexp', 'constant.character.escape'],
  },
  {
    role: 'value',
    scope: [
      'constant.numeric',
      'constant.language',
      'constant.other',
      'support.constant',
      'keyword.other.unit',
    ],
  },
  {
    role: 'type',
    scope: [
      'entity.name.type',
      'support.type',
      'support.class',
      'entity.name.class',
      'support.type.property-name.json',
      'entity.name.tag.yaml',
    ],
  },
];

function themeOf(name: string, type: 'light' | 'dark', inks: Palette) {
  return {
    name,
    type,
    fg: inks.ink,
    bg: inks.ground,
    settings: scopes.map(({ role, scope }) => ({ scope, settings: { foreground: inks[role] } })),
  };
}

/** Code by day. */
export const lightTheme = themeOf('lyceum-light', 'light', lightInks);
/** Code by night. */
export const darkTheme = themeOf('lyceum-dark', 'dark', darkInks);
