'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { DocumentPreview } from '@/components/media/document-preview';
import { useFileSize } from '@/components/media/file-size';
import { Icon } from '@/components/ui/icon';
import { OutButtonLink } from '@/components/ui/link';
import type { PartOf } from '@/server/domains/content/contract/parts';

/** Properties of {@link LessonDocument}. */
export interface LessonDocumentProps {
  readonly part: PartOf<'document'>;
  readonly title: string;
}

/** A document: shown in the page where the browser can and there is room for it, and always there to take away. */
export function LessonDocument({ part: { file, frameUrl, pages }, title }: LessonDocumentProps) {
  const t = useTranslations('learn');
  const size = useFileSize();
  const [canShow, setCanShow] = useState(false);
  useEffect(() => setCanShow(navigator.pdfViewerEnabled), []);
  if (file === null) return <p className="text-ink-muted">{t('document.notReady')}</p>;
  return (
    <section aria-label={t('document.of', { title })} className="mt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-y border-rule py-3">
        <p className="flex min-w-0 items-center gap-3">
          <Icon name="document" className="shrink-0 text-ink-muted" />
          <span className="min-w-0">
            <strong className="break-words">{file.name}</strong>{' '}
            <span className="text-ink-muted tabular-nums">{size(file.bytes)}</span>
          </span>
        </p>
        <OutButtonLink href={file.url} icon={<Icon name="download" />}>
          {t('document.download')}
        </OutButtonLink>
      </div>
      {pages === null || pages.pagePictures === 0 ? null : (
        // Where no browser shows it within the page.
        <div className={frameUrl !== null && canShow ? 'mt-4 sm:hidden' : 'mt-4'}>
          <DocumentPreview name={file.name} {...pages} fileUrl={frameUrl ?? file.url} />
        </div>
      )}
      {frameUrl !== null && canShow ? (
        <iframe
          src={frameUrl}
          title={t('document.of', { title })}
          loading="lazy"
          className="mt-4 h-[80dvh] w-full rounded-lg border border-rule bg-sunken max-sm:hidden"
        />
      ) : null}
    </section>
  );
}
