'use client';

import { useTranslations } from 'next-intl';
import { useFileSize } from '@/components/media/file-size';
import { Icon } from '@/components/ui/icon';
import { OutButtonLink } from '@/components/ui/link';
import type { PartOf } from '@/server/domains/content/contract/parts';

/** Files to take away, each with its name and size. */
export function LessonDownloads({ files }: Pick<PartOf<'download'>, 'files'>) {
  const t = useTranslations('learn');
  const size = useFileSize();
  if (files.length === 0) return <p className="text-ink-muted">{t('downloads.none')}</p>;
  return (
    <section aria-labelledby="downloads" className="mt-8">
      <h2 id="downloads" className="font-serif text-xl font-semibold">
        {t('downloads.title')}
      </h2>
      <ul className="mt-3 divide-y divide-rule border-y border-rule">
        {files.map(({ id, name, bytes, url }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <span className="min-w-0">
              <strong className="break-words">{name}</strong>{' '}
              <span className="text-ink-muted tabular-nums">{size(bytes)}</span>
            </span>
            <OutButtonLink href={url} size="sm" icon={<Icon name="download" />}>
              {t('downloads.act')}
              <span className="sr-only">: {name}</span>
            </OutButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
