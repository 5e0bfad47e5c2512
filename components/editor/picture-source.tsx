'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress';
import { Skeleton } from '@/components/ui/skeleton';
import { TextField } from '@/components/ui/text-field';
import type { PictureProblem, PictureUpload, ReadyPicture } from './use-picture-upload';

const shown = 12;

/** Properties of {@link PictureLibrary}. */
export interface PictureLibraryProps {
  readonly chosen: string;
  readonly onChoose: (picture: ReadyPicture) => void;
}

/** The pictures of the writer's library, newest first, found by name and description. */
export function PictureLibrary({ chosen, onChoose }: PictureLibraryProps) {
  const t = useTranslations('editor.pictures');
  const failureText = useFailureText();
  const [text, setText] = useState('');
  const wanted = text.trim();
  const page = trpc.library.list.useQuery(
    { kind: 'image', limit: shown, ...(wanted === '' ? {} : { text: wanted }) },
    { placeholderData: (before) => before, retry: false },
  );
  const pictures = (page.data?.items ?? []).filter(({ status }) => status === 'ready');
  return (
    <section aria-label={t('library')}>
      <TextField
        name="find"
        label={t('find')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        isOptional
        maxLength={100}
        autoComplete="off"
        // What is looked for is no part of the form.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {page.isPending ? <Skeleton className="mt-3 h-40 w-full" /> : null}
      {page.isError ? (
        <p role="alert" className="mt-3 text-sm text-danger">
          {failureText(failureOf(page.error))}{' '}
          <Button size="sm" onClick={() => void page.refetch()}>
            {t('tryAgain')}
          </Button>
        </p>
      ) : null}
      {page.isSuccess && pictures.length === 0 ? (
        <p className="mt-3 text-sm text-ink-muted">{t(wanted === '' ? 'none' : 'notFound')}</p>
      ) : null}
      <ul className="mt-3 grid max-h-56 grid-cols-3 gap-2 overflow-y-auto sm:grid-cols-4">
        {pictures.map(({ id, name, alt, fileUrl, pictureUrl, width, height }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={fileUrl === chosen}
              aria-label={alt === '' ? name : `${name}: ${alt}`}
              title={name}
              onClick={() => onChoose({ src: fileUrl, width, height, alt, name })}
              className="block w-full overflow-hidden rounded-md border-2 border-rule bg-sunken hover:border-ink aria-pressed:border-accent"
            >
              {/* biome-ignore lint/performance/noImgElement: it is small already, and its address is signed or final */}
              <img
                src={pictureUrl ?? fileUrl}
                alt=""
                loading="lazy"
                decoding="async"
                className="aspect-4/3 w-full object-cover"
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useProblemText() {
  const t = useTranslations('editor.pictures');
  const failureText = useFailureText();
  return (problem: PictureProblem) =>
    problem.kind === 'refused' ? failureText(problem.failure) : t(`problems.${problem.kind}`);
}

/** Properties of {@link PictureUploadArea}. */
export interface PictureUploadAreaProps {
  readonly upload: PictureUpload;
  readonly onFile: (file: File) => void;
  readonly onRetry: () => void;
}

/** Takes a picture from the device and says how far it is. */
export function PictureUploadArea({ upload, onFile, onRetry }: PictureUploadAreaProps) {
  const t = useTranslations('editor.pictures');
  const problemText = useProblemText();
  const choose = useRef<HTMLInputElement>(null);
  const isSending = upload.phase === 'sending' || upload.phase === 'waiting';
  const isBusy = isSending || upload.phase === 'processing';
  return (
    <div>
      <input
        ref={choose}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
        aria-label={t('upload')}
        className="hidden"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again.
          target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <Button icon={<Icon name="upload" />} isPending={isBusy} onClick={() => choose.current?.click()}>
        {t('upload')}
      </Button>
      <div aria-live="polite" className="mt-2 text-sm">
        {isBusy ? (
          <p className="text-ink-muted">{t(`phases.${upload.phase}`, { name: upload.name })}</p>
        ) : null}
        {upload.phase === 'failed' ? (
          <p className="flex flex-wrap items-center gap-2 text-danger">
            <Icon name="error" /> {problemText(upload.problem)}{' '}
            <Button size="sm" onClick={onRetry}>
              {t('tryAgain')}
            </Button>
          </p>
        ) : null}
      </div>
      {isSending ? (
        <ProgressBar
          value={upload.done}
          total={upload.total}
          label={t('progress', { name: upload.name })}
          className="mt-2"
        />
      ) : null}
    </div>
  );
}
