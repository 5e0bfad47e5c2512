'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { AlertDialog, Dialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import type { LibraryItem } from '@/server/domains/library/contract';
import { CaptionsButton } from './captions-button';
import { DocumentPreview } from './document-preview';
import { FileChooser } from './file-chooser';
import { FilePlayer } from './file-player';
import { FileUses } from './file-uses';
import { PosterButton } from './poster-button';
import { addFiles } from './upload-queue';

type OfFile = { readonly item: LibraryItem };

function useFileAct() {
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  return {
    failed: (error: unknown) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    refresh: async () => {
      await Promise.all([cache.library.list.invalidate(), cache.media.usage.invalidate()]);
    },
  };
}

/** What can be done with one file of the library. */
export function FileActs({ item }: OfFile) {
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {item.streamUrl === null ? null : <PlayButton item={item} />}
      {item.streamUrl !== null && item.kind === 'video' ? <PosterButton item={item} /> : null}
      {item.kind === 'video' || item.kind === 'audio' ? <CaptionsButton item={item} /> : null}
      {item.kind === 'document' && item.status === 'ready' ? <PagesButton item={item} /> : null}
      {item.status === 'failed' ? <MendButtons item={item} /> : null}
      {item.kind === 'image' ? <DescribeButton item={item} /> : null}
      <RemoveButton item={item} />
    </div>
  );
}

function MendButtons({ item: { id, name, failure } }: OfFile) {
  const t = useTranslations('media');
  const { failed, refresh } = useFileAct();
  const retry = trpc.media.retryProcessing.useMutation({ onError: failed, onSettled: refresh });
  return (
    <>
      {failure === 'processing_failed' ? (
        <Button
          size="sm"
          aria-label={t('retryWorkOf', { name })}
          isPending={retry.isPending}
          onClick={() => retry.mutate({ assetId: id })}
        >
          {t('retryWork')}
        </Button>
      ) : null}
      <FileChooser
        size="sm"
        aria-label={t('replaceOf', { name })}
        onFiles={(files) => addFiles(files.slice(0, 1), { replaces: id })}
      >
        {t('replace')}
      </FileChooser>
    </>
  );
}

function PlayButton({ item }: OfFile) {
  const t = useTranslations('media');
  const [isOpen, setOpen] = useState(false);
  const { name } = item;
  return (
    <>
      <Button size="sm" aria-label={t('playOf', { name })} onClick={() => setOpen(true)}>
        {t('play')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={name} size="lg">
        <FilePlayer item={item} />
      </Dialog>
    </>
  );
}

function PagesButton({ item }: OfFile) {
  const t = useTranslations('media');
  const [isOpen, setOpen] = useState(false);
  const { name } = item;
  return (
    <>
      <Button size="sm" aria-label={t('previewOf', { name })} onClick={() => setOpen(true)}>
        {t('preview')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={name} size="lg">
        <DocumentPreview {...item} />
      </Dialog>
    </>
  );
}

function DescribeButton({ item: { id, name, alt } }: OfFile) {
  const t = useTranslations('media');
  const [isOpen, setOpen] = useState(false);
  const { failed, refresh } = useFileAct();
  const save = trpc.media.setAlt.useMutation({
    onSuccess: async () => {
      setOpen(false);
      showToast(t('altSaved'));
      await refresh();
    },
    onError: failed,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate({ assetId: id, alt: textOf(new FormData(event.currentTarget), 'alt') });
  };
  return (
    <>
      <Button size="sm" aria-label={t('altOf', { name })} onClick={() => setOpen(true)}>
        {t('alt')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('altTitle', { name })} size="sm">
        <form onSubmit={submit} method="post" className="space-y-5">
          <TextArea
            name="alt"
            id={`alt-${id}`}
            label={t('altLabel')}
            hint={t('altHint')}
            defaultValue={alt}
            maxLength={300}
            isOptional
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('save')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('close')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

function RemoveButton({ item: { id, name, uses } }: OfFile) {
  const t = useTranslations('media');
  const [isOpen, setOpen] = useState(false);
  const { failed, refresh } = useFileAct();
  const close = () => setOpen(false);
  const remove = trpc.library.remove.useMutation({
    onSuccess: () => showToast(t('removed', { name })),
    onError: failed,
    onSettled: async () => {
      close();
      await refresh();
    },
  });
  return (
    <>
      <Button size="sm" aria-label={t('removeOf', { name })} onClick={() => setOpen(true)}>
        {t('remove')}
      </Button>
      {uses.length > 0 ? (
        <Dialog isOpen={isOpen} onClose={close} title={t('inUseTitle', { name })} size="sm">
          <p className="mb-3">{t('inUseBody')}</p>
          <FileUses uses={uses} isComplete />
        </Dialog>
      ) : (
        <AlertDialog
          isOpen={isOpen}
          onClose={close}
          onConfirm={() => remove.mutate({ assetId: id })}
          title={t('removeTitle', { name })}
          confirmLabel={t('remove')}
          isPending={remove.isPending}
        >
          <p>{t('removeBody')}</p>
        </AlertDialog>
      )}
    </>
  );
}
