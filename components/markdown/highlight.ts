import { createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { darkTheme, lightTheme } from './code-theme';
import type { HastElement } from './hast';
import { codeLanguage } from './languages';

/** Longer code is shown plain: nobody reads it in a lesson, and colouring it would keep the server busy. */
const longestHighlighted = 20_000;

/*
 * How long one line may take, in ms. A grammar is compiled with the first line that needs it, which takes longer than the half
 * second that Shiki allows on a busy machine; what it gives up stays without colours for as long as the page is kept.
 */
const tokenizeTimeLimit = 5_000;

const themes = { light: lightTheme.name, dark: darkTheme.name } as const;

let created: Promise<HighlighterCore> | undefined;

function highlighter(): Promise<HighlighterCore> {
  created ??= createHighlighterCore({
    themes: [lightTheme, darkTheme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return created;
}

/** The name of a grammar that is loaded by now, once per process or page; `text` where there is none. */
async function grammarFor(shiki: HighlighterCore, code: string, name: string): Promise<string> {
  const language = code.length > longestHighlighted ? null : codeLanguage(name);
  if (language === null) return 'text';
  if (!shiki.getLoadedLanguages().includes(language.id)) await shiki.loadLanguage(language.load());
  return language.id;
}

/**
 * Returns code as a `pre` whose colours come in both palettes (`--shiki-light`, `--shiki-dark`); a language that is not
 * known is shown plain. The block takes the keyboard's focus, because it may scroll.
 */
export async function highlightedCode(code: string, language: string): Promise<HastElement | undefined> {
  const shiki = await highlighter();
  const lang = await grammarFor(shiki, code, language);
  const root = shiki.codeToHast(code, { lang, themes, defaultColor: false, tokenizeTimeLimit });
  const pre = root.children.find((child) => child.type === 'element');
  // The theme's own ground stays out: the sheet decides it.
  return (
    pre && { ...pre, properties: { className: ['shiki'], tabIndex: 0, dataLanguage: language || undefined } }
  );
}

/** A piece of code and the style that gives it its colours. */
export type CodePiece = { readonly from: number; readonly to: number; readonly style: string };

/** Returns where the colours of a code lie, in characters from its beginning; none for a language that is not known. */
export async function codePieces(code: string, language: string): Promise<CodePiece[]> {
  const shiki = await highlighter();
  const lang = await grammarFor(shiki, code, language);
  if (lang === 'text') return [];
  const { tokens } = shiki.codeToTokens(code, { lang, themes, defaultColor: false, tokenizeTimeLimit });
  return tokens.flat().map(({ offset, content, htmlStyle = {} }) => {
    const style = Object.entries(htmlStyle).map(([name, value]) => `${name}:${value}`);
    return { from: offset, to: offset + content.length, style: style.join(';') };
  });
}
