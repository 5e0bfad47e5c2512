'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { DataTable } from '@/components/ui/data-table';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import type { LibraryAddress, LibraryItem, LibraryPage } from '@/server/domains/library/contract';
import { evenLufs } from '@/server/domains/media/contract';
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
  const facts = useFacts();
  const { name, alt, kind, fileUrl } = item;
  return (
    <span className="flex min-w-0 gap-3">
      <FilePicture item={item} />
      <span className="min-w-0 self-baseline">
        <a
          href={fileUrl}
          target="_blank"
          rel="noreferrer"
          className="break-words text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong"
        >
          {name === '' ? t(`kinds.${kind}`) : name}
        </a>
        <span className="block text-sm font-normal text-ink-muted tabular-nums">{facts(item)}</span>
        {kind === 'image' ? (
          <span className="line-clamp-2 max-w-96 text-sm font-normal text-ink-muted">
            {alt === '' ? t('noAlt') : alt}
          </span>
        ) : null}
      </span>
    </span>
  );
}

/** Returns how to say what a file is, in one line. */
function useFacts(): (item: LibraryItem) => string {
  const t = useTranslations('media');
  const format = useFormatter();
  const size = useFileSize();
  return ({ kind, bytes, width, height, durationMs, loudnessLufs, pageCount }) => {
    const two = (value: number) => format.number(value, { minimumIntegerDigits: 2 });
    const seconds = Math.round((durationMs ?? 0) / 1_000);
    const time = durationMs === null ? [] : [`${Math.floor(seconds / 60)}:${two(seconds % 60)}`];
    const pixels = width === null || height === null ? [] : [t('pixels', { width, height })];
    const pages = pageCount === null ? [] : [t('pages', { count: pageCount })];
    const loudness = loudnessLufs === null ? [] : [t('loudness', { lufs: loudnessLufs, target: evenLufs })];
    return [t(`kinds.${kind}`), size(bytes), ...time, ...pixels, ...pages, ...loudness].join(' · ');
  };
}

/** The instructor's files with what can be done with each. */
export function LibraryTable({ address, initial }: LibraryTableProps) {
  const t = useTranslations('media');
  const { cursor, ...filters } = address;
  const { data } = trpc.library.list.useQuery(address, { initialData: initial });
  const cache = trpc.useUtils();
  trpc.media.live.useSubscription(
    {},
    {
      // A stream takes a connection, of which a browser has few.
      enabled: data.items.some(({ status }) => status === 'pending'),
      onData: () => void cache.library.list.invalidate(),
    },
  );
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
          { key: 'state', header: t('state'), cell: (item) => <FileState item={item} /> },
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
