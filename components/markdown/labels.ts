/** The kinds of callouts: `> [!TIP]`. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;

/** One of {@link calloutKinds}. */
export type CalloutKind = (typeof calloutKinds)[number];

/** The words that the renderer adds to a text, in the reader's language. */
export type MarkdownLabels = {
  readonly callout: Readonly<Record<CalloutKind, string>>;
  /** The heading of the footnotes, for those who cannot see the line above them. */
  readonly footnotes: string;
  readonly backToText: (number: number) => string;
  readonly linkToSection: (title: string) => string;
  readonly table: (number: number) => string;
  /** Names a formula that scrolls. */
  readonly formula: string;
};
