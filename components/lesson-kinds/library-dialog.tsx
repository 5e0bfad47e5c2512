'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useFileSize } from '@/components/media/file-size';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { TextField } from '@/components/ui/text-field';
import type { AssetKind } from '@/server/domains/media/contract';

/** Properties of {@link LibraryDialog}. */
export interface LibraryDialogProps {
  readonly kind: AssetKind | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onPick: (assetId: string) => void;
}

/** The files of one's library to choose one from, newest first, found by name. */
export function LibraryDialog({ kind, isOpen, onClose, onPick }: LibraryDialogProps) {
  const t = useTranslations('kinds');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('library')} size="md">
      {isOpen ? <Files kind={kind} onPick={onPick} /> : null}
    </Dialog>
  );
}

function Files({ kind, onPick }: Pick<LibraryDialogProps, 'kind' | 'onPick'>) {
  const t = useTranslations('kinds');
  const media = useTranslations('media');
  const size = useFileSize();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const wanted = { ...(text === '' ? {} : { text }), ...(kind === null ? {} : { kind }) };
  const { data, isPending, isError, refetch } = trpc.library.list.useQuery({ ...wanted, limit: 24 });
  const items = (data?.items ?? []).filter(({ status }) => status !== 'failed');
  return (
    <>
      <TextField
        name="libraryText"
        label={t('libraryFind')}
        isOptional
        type="search"
        autoComplete="off"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <div className="mt-4" aria-busy={isPending}>
        {isPending ? <Skeleton className="h-40 w-full" /> : null}
        {isError ? (
          <p role="alert" className="flex flex-wrap items-center gap-3 text-danger">
            {t('libraryFailed')}
            <Button size="sm" onClick={() => void refetch()}>
              {t('again')}
            </Button>
          </p>
        ) : null}
        {data !== undefined && items.length === 0 ? (
          <p className="text-ink-muted">{t('libraryEmpty')}</p>
        ) : null}
        <ul className="divide-y divide-rule">
          {items.map(({ id, name, bytes, kind: is, status }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
              <span className="min-w-0">
                <strong className="break-words">{name || t('unnamed')}</strong>
                <span className="block text-sm text-ink-muted tabular-nums">
                  {[
                    media(`kinds.${is}`),
                    size(bytes),
                    ...(status === 'pending' ? [media('pendingState')] : []),
                  ].join(' · ')}
                </span>
              </span>
              <Button
                size="sm"
                aria-label={t('takeOf', { name: name || t('unnamed') })}
                onClick={() => onPick(id)}
              >
                {t('take')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
