'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { DataTable } from '@/components/ui/data-table';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import type { LibraryAddress, LibraryItem, LibraryPage } from '@/server/domains/library/contract';
import { FileActs } from './file-acts';
import { FilePicture } from './file-picture';
import { useFileSize } from './file-size';
import { FileState } from './file-state';
import { FileUses } from './file-uses';
import { libraryHref } from './library-href';

/** Properties of {@link LibraryTable}. */
export interface LibraryTableProps {
  readonly address: LibraryAddress;
  readonly initial: LibraryPage;
}

function NamedFile({ item }: { readonly item: LibraryItem }) {
  const t = useTranslations('media');
  const { name, alt, kind, fileUrl } = item;
  return (
    <span className="flex items-center gap-3">
      <FilePicture item={item} />
      <span className="min-w-0">
        <a
          href={fileUrl}
          target="_blank"
          rel="noreferrer"
          className="break-words text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong"
        >
          {name === '' ? t(`kinds.${kind}`) : name}
        </a>
        {kind === 'image' ? (
          <span className="block max-w-80 truncate text-sm font-normal text-ink-muted">
            {alt === '' ? t('noAlt') : alt}
          </span>
        ) : null}
      </span>
    </span>
  );
}

function useDetails(): (item: LibraryItem) => string {
  const t = useTranslations('media');
  const format = useFormatter();
  return ({ width, height, durationMs }) => {
    const pixels = width === null || height === null ? [] : [t('pixels', { width, height })];
    const two = (value: number) => format.number(value, { minimumIntegerDigits: 2 });
    const seconds = Math.round((durationMs ?? 0) / 1_000);
    const time = durationMs === null ? [] : [`${Math.floor(seconds / 60)}:${two(seconds % 60)}`];
    return [...time, ...pixels].join(' · ') || '–';
  };
}

/** The instructor's files with what can be done with each. */
export function LibraryTable({ address, initial }: LibraryTableProps) {
  const t = useTranslations('media');
  const size = useFileSize();
  const details = useDetails();
  const { cursor, ...filters } = address;
  const { data } = trpc.library.list.useQuery(address, { initialData: initial });
  const cache = trpc.useUtils();
  trpc.media.live.useSubscription({}, { onData: () => void cache.library.list.invalidate() });
  const isFiltered = filters.text !== undefined || filters.kind !== undefined;
  return (
    <>
      <DataTable
        caption={t('title')}
        isCaptionHidden
        rows={data.items}
        rowKey={({ id }) => id}
        empty={
          isFiltered ? (
            <EmptyState
              title={t('noneTitle')}
              action={<ButtonLink href={libraryHref({})}>{t('showAll')}</ButtonLink>}
            >
              {t('noneBody')}
            </EmptyState>
          ) : (
            <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
          )
        }
        columns={[
          {
            key: 'file',
            header: t('file'),
            isRowHeader: true,
            cell: (item) => <NamedFile item={item} />,
          },
          { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
          { key: 'state', header: t('state'), cell: (item) => <FileState item={item} /> },
          { key: 'size', header: t('size'), align: 'end', cell: ({ bytes }) => size(bytes) },
          { key: 'details', header: t('details'), cell: details },
          { key: 'uses', header: t('usedIn'), cell: ({ uses }) => <FileUses uses={uses} /> },
          {
            key: 'added',
            header: t('added'),
            cell: ({ createdAt }) => <RelativeTime value={createdAt.toISOString()} />,
          },
          { key: 'acts', header: t('acts'), align: 'end', cell: (item) => <FileActs item={item} /> },
        ]}
      />
      <Pagination
        previousHref={cursor === undefined ? undefined : libraryHref(filters)}
        nextHref={data.nextCursor === null ? undefined : libraryHref({ ...filters, cursor: data.nextCursor })}
      />
    </>
  );
}
