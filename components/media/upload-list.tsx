'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { showToast } from '@/components/ui/toast-queue';
import type { OpenUpload } from '@/server/domains/media/contract';
import { FileChooser } from './file-chooser';
import { useFileSize } from './file-size';
import { addFiles, type UploadItem } from './upload-queue';
import { UploadRow } from './upload-row';
import { useUploads } from './use-uploads';

/** Files that have come to an end since the list was last looked at. */
function useEnded(items: readonly UploadItem[], onEnded: () => void): void {
  const ended = items.filter(({ phase }) => phase === 'new' || phase === 'known').length;
  const before = useRef(ended);
  useEffect(() => {
    if (ended > before.current) onEnded();
    before.current = ended;
  }, [ended, onEnded]);
}

/** Files on their way from this page, then those that were left and can be gone on with. */
export function UploadList({ initial }: { readonly initial: readonly OpenUpload[] }) {
  const t = useTranslations('media');
  const items = useUploads();
  const cache = trpc.useUtils();
  const { data } = trpc.media.openUploads.useQuery(undefined, { initialData: [...initial] });
  useEnded(items, () => {
    void cache.library.list.invalidate();
    void cache.media.openUploads.invalidate();
    void cache.media.usage.invalidate();
  });
  const shown = new Set(items.map(({ uploadId }) => uploadId));
  const left = data.filter(({ id }) => !shown.has(id));
  const last = items.findLast(({ phase }) => phase === 'new' || phase === 'known');
  return (
    <>
      <p role="status" className="sr-only">
        {last === undefined ? '' : t(`said.${last.phase === 'known' ? 'known' : 'new'}`, { name: last.name })}
      </p>
      {items.length === 0 ? null : (
        <ul aria-label={t('uploads')} className="mt-4 divide-y divide-rule border-y border-rule">
          {items.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      {left.length === 0 ? null : (
        <section aria-labelledby="unfinished" className="mt-6">
          <h2 id="unfinished" className="font-serif text-lg font-semibold">
            {t('unfinishedTitle')}
          </h2>
          <p className="mt-1 max-w-reading text-ink-muted">{t('unfinishedLead')}</p>
          <ul className="mt-3 divide-y divide-rule border-y border-rule">
            {left.map((upload) => (
              <LeftUpload key={upload.id} upload={upload} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function LeftUpload({ upload }: { readonly upload: OpenUpload }) {
  const t = useTranslations('media');
  const size = useFileSize();
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const { id, name, bytes, fingerprint, createdAt } = upload;
  const giveUp = trpc.media.cancelUpload.useMutation({
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.media.openUploads.invalidate(),
  });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <p className="min-w-0">
        <strong className="break-words">{name}</strong>{' '}
        <span className="text-ink-muted">
          {size(bytes)} · <RelativeTime value={createdAt.toISOString()} />
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <FileChooser
          size="sm"
          aria-label={t('goOnOf', { name })}
          onFiles={(files) => addFiles(files.slice(0, 1), { expected: fingerprint })}
        >
          {t('goOn')}
        </FileChooser>
        <Button
          size="sm"
          aria-label={t('giveUpOf', { name })}
          isPending={giveUp.isPending}
          onClick={() => giveUp.mutate({ uploadId: id })}
        >
          {t('giveUp')}
        </Button>
      </div>
    </li>
  );
}
