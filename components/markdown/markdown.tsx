import 'server-only';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { cacheLife } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { Prose } from '@/components/ui/prose';
import type { HastRoot } from './hast';
import type { MarkdownLabels } from './labels';
import { inlineMarkdownTree, markdownTree } from './tree';

function toReact(tree: HastRoot) {
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, tableCellAlignToStyle: false });
}

async function readLabels(): Promise<MarkdownLabels> {
  const t = await getTranslations('course.markdown');
  return {
    callout: {
      note: t('note'),
      tip: t('tip'),
      important: t('important'),
      warning: t('warning'),
      caution: t('caution'),
    },
    footnotes: t('footnotes'),
    backToText: (number) => t('backToText', { number }),
    linkToSection: (title) => t('linkToSection', { title }),
    table: (number) => t('table', { number }),
  };
}

/** Properties of {@link Markdown}. */
export interface MarkdownProps {
  readonly source: string;
  /** The level of the highest heading in the text: one below the heading it stands under. */
  readonly topHeading?: 2 | 3;
  /** Keeps ids apart where several texts share a page: `q1-`. */
  readonly idPrefix?: string;
  readonly className?: string;
}

/**
 * Sets a text that somebody wrote in Markdown; safe whatever it contains. On the server only: the browser gets elements
 * and neither parser nor highlighter. Equal texts are set once and kept, because a text alone decides the result.
 */
export async function Markdown({ source, topHeading = 2, idPrefix = '', className }: MarkdownProps) {
  'use cache';
  cacheLife('max');
  const [labels, locale] = await Promise.all([readLabels(), getLocale()]);
  const tree = await markdownTree(source, labels, { topHeading, idPrefix, locale });
  return <Prose {...(className === undefined ? {} : { className })}>{toReact(tree)}</Prose>;
}

/** Sets one line of Markdown, emphasis and code only: for answers of a quiz and other labels. */
export async function InlineMarkdown({ source }: { readonly source: string }) {
  'use cache';
  cacheLife('max');
  return toReact(await inlineMarkdownTree(source));
}
