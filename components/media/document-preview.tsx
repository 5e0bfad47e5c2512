'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';

/** Properties of {@link DocumentPreview}: as `PagedDocument` of the server, and the way to the document itself. */
export interface DocumentPreviewProps {
  readonly name: string;
  readonly pageCount: number | null;
  /** Pictures of so many of its first pages lie below `pagesUrl`. */
  readonly pagePictures: number;
  readonly pagesUrl: string | null;
  readonly fileUrl: string;
}

/** The pages of a document as small pictures; each opens the document at its page, where the browser can. */
export function DocumentPreview({ name, pageCount, pagePictures, pagesUrl, fileUrl }: DocumentPreviewProps) {
  const t = useTranslations('player');
  const total = pageCount ?? pagePictures;
  const left = total - pagePictures;
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-muted">{total === 0 ? '' : t('pages', { count: total })}</p>
        <a
          href={fileUrl}
          target="_blank"
          rel="noreferrer"
          className={buttonStyle({ variant: 'secondary', size: 'md' })}
        >
          <Icon name="external" />
          {t('openDocument')}
        </a>
      </div>
      {pagesUrl === null || pagePictures === 0 ? (
        <p>{t('noPictures')}</p>
      ) : (
        <ol
          aria-label={t('pagesOf', { name })}
          className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-4"
        >
          {Array.from({ length: pagePictures }, (_, index) => index + 1).map((page) => (
            <li key={page}>
              <a
                href={`${fileUrl}#page=${page}`}
                target="_blank"
                rel="noreferrer"
                className="block rounded-md border border-rule bg-sunken p-1 text-center text-sm text-ink-muted no-underline tabular-nums hover:border-ink"
              >
                <Page src={`${pagesUrl}/${page}.jpg`} label={t('pageOf', { page, total })} />
                <span aria-hidden="true">{page}</span>
              </a>
            </li>
          ))}
        </ol>
      )}
      {pagePictures > 0 && left > 0 ? (
        <p className="text-ink-muted">{t('morePages', { count: left })}</p>
      ) : null}
    </div>
  );
}

function Page({ src, label }: { readonly src: string; readonly label: string }) {
  const t = useTranslations('player');
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) {
    return (
      <span className="grid aspect-3/4 place-items-center">
        <span className="sr-only">{label}: </span>
        {t('pageFailed')}
      </span>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: an address for one person and some hours is nothing to optimise and keep
    <img
      src={src}
      alt={label}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(true)}
      className="aspect-3/4 w-full bg-white object-contain"
    />
  );
}
