import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { darkTheme, lightTheme } from './code-theme';
import type { HastElement } from './hast';

/** Longer code is shown plain: nobody reads it in a lesson, and colouring it would keep the server busy. */
const longestHighlighted = 20_000;

let created: Promise<HighlighterCore> | undefined;

// Grammars load once per process and only those that lessons use.
function highlighter(): Promise<HighlighterCore> {
  created ??= createHighlighterCore({
    themes: [lightTheme, darkTheme],
    langs: [
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/javascript.mjs'),
      import('shiki/langs/sql.mjs'),
      import('shiki/langs/bash.mjs'),
      import('shiki/langs/html.mjs'),
      import('shiki/langs/css.mjs'),
      import('shiki/langs/python.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/yaml.mjs'),
    ],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return created;
}

/**
 * Returns code as a `pre` whose colours come in both palettes (`--shiki-light`, `--shiki-dark`); a language that is not
 * known is shown plain. The block takes the keyboard's focus, because it may scroll.
 */
export async function highlightedCode(code: string, language: string): Promise<HastElement | undefined> {
  const shiki = await highlighter();
  const isKnown = code.length <= longestHighlighted && shiki.getLoadedLanguages().includes(language);
  const root = shiki.codeToHast(code, {
    lang: isKnown ? language : 'text',
    themes: { light: lightTheme.name, dark: darkTheme.name },
    defaultColor: false,
  });
  const pre = root.children.find((child) => child.type === 'element');
  // The theme's own ground stays out: the sheet decides it.
  return (
    pre && { ...pre, properties: { className: ['shiki'], tabIndex: 0, dataLanguage: language || undefined } }
  );
}
