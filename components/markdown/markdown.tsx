import 'server-only';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { cacheLife } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ComponentProps } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { Prose } from '@/components/ui/prose';
import { CopyCode, type CopyCodeLabels } from './copy-code';
import { EmbedFrame } from './embed-frame';
import type { HastRoot } from './hast';
import type { MarkdownLabels } from './labels';
import { inlineMarkdownTree, markdownTree } from './tree';

type Figure = ComponentProps<'figure'> & {
  readonly [name in `data-${'embed' | 'ratio' | 'site'}`]?: string;
};

type IslandLabels = {
  readonly copy: CopyCodeLabels;
  readonly embed: (provider: string) => {
    readonly show: string;
    readonly notice: string;
    readonly frame: string;
  };
};

/** What a page adds to the elements of a text: code can be copied, and frames open where they are asked for. */
function islands(labels: IslandLabels) {
  return {
    pre: (props: ComponentProps<'pre'>) => (
      <div className="code-block">
        <pre {...props} />
        <CopyCode labels={labels.copy} />
      </div>
    ),
    figure: ({ children, ...props }: Figure) => {
      const { 'data-embed': embedUrl, 'data-ratio': ratio = '16 / 9', 'data-site': provider = '' } = props;
      if (embedUrl === undefined) return <figure {...props}>{children}</figure>;
      return (
        <EmbedFrame embedUrl={embedUrl} ratio={ratio} labels={labels.embed(provider)}>
          {children}
        </EmbedFrame>
      );
    },
  };
}

function toReact(tree: HastRoot, labels?: IslandLabels) {
  const components = labels === undefined ? {} : islands(labels);
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, tableCellAlignToStyle: false, components });
}

async function readIslandLabels(): Promise<IslandLabels> {
  const t = await getTranslations('course.markdown');
  return {
    copy: { copy: t('copyCode'), copied: t('codeCopied'), failed: t('copyFailed') },
    embed: (provider) => ({
      show: t('showEmbed', { provider }),
      notice: t('embedNotice', { provider }),
      frame: t('embedFrame', { provider }),
    }),
  };
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
    formula: t('formula'),
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
 * Sets a text that somebody wrote in Markdown; safe whatever it contains. On the server only: the browser gets elements,
 * two small islands, and neither parser nor highlighter. Equal texts are set once and kept, because a text alone decides the result.
 */
export async function Markdown({ source, topHeading = 2, idPrefix = '', className }: MarkdownProps) {
  'use cache';
  cacheLife('max');
  const [labels, islandLabels, locale] = await Promise.all([readLabels(), readIslandLabels(), getLocale()]);
  const tree = await markdownTree(source, labels, { topHeading, idPrefix, locale });
  return <Prose {...(className === undefined ? {} : { className })}>{toReact(tree, islandLabels)}</Prose>;
}

/** Sets one line of Markdown, emphasis and code only: for answers of a quiz and other labels. */
export async function InlineMarkdown({ source }: { readonly source: string }) {
  'use cache';
  cacheLife('max');
  return toReact(await inlineMarkdownTree(source));
}
