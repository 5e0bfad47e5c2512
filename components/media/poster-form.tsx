'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import { Spinner } from '@/components/ui/spinner';
import type { LibraryItem } from '@/server/domains/library/contract';
import { FileChooser } from './file-chooser';
import { FilePlayer } from './file-player';
import { uploadPicture } from './upload-picture';

/** What is said of the last act. */
type Outcome = { readonly kind: 'said' | 'failed'; readonly text: string };

function usePoster(assetId: string) {
  const t = useTranslations('media');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isUploading, setUploading] = useState(false);
  /** The poster there was when another was asked for that is being made. */
  const [before, setBefore] = useState<string | null>(null);
  const { data, isError, refetch } = trpc.media.posters.useQuery({ assetId });
  const failed = (error: unknown) => setOutcome({ kind: 'failed', text: failureText(failureOf(error)) });
  const refresh = async () => {
    await Promise.all([refetch(), cache.library.list.invalidate()]);
  };
  const set = trpc.media.setPoster.useMutation({
    onSuccess: async (chosen) => {
      const isMaking = chosen.outcome === 'making';
      setBefore(isMaking ? (data?.present ?? null) : null);
      setOutcome({ kind: 'said', text: t(isMaking ? 'posterMaking' : 'posterChosen') });
      if (!isMaking) await refresh();
    },
    onError: failed,
  });
  const isMaking = before !== null;
  trpc.media.live.useSubscription({}, { enabled: isMaking, onData: () => void refresh() });
  const present = data?.present ?? null;
  useEffect(() => {
    if (!isMaking || present === before) return;
    setBefore(null);
    setOutcome({ kind: 'said', text: t('posterChosen') });
  }, [isMaking, present, before, t]);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const upload = async (file: File | undefined) => {
    if (file === undefined || isUploading) return;
    stop.current = new AbortController();
    setUploading(true);
    setOutcome({ kind: 'said', text: t('posterUploading') });
    try {
      const pictureId = await uploadPicture(file, stop.current.signal);
      set.mutate({ assetId, from: { kind: 'picture', pictureId } });
      await cache.media.usage.invalidate();
    } catch (error) {
      failed(error);
    } finally {
      setUploading(false);
    }
  };
  return { data, isError, refetch, set, upload, outcome, isBusy: set.isPending || isUploading || isMaking };
}

/** Chooses what a video shows before it plays: a still of it, the moment shown now, or a picture of one's own. */
export function PosterForm({ item }: { readonly item: LibraryItem }) {
  const t = useTranslations('media');
  const video = useRef<HTMLVideoElement>(null);
  const { data, isError, refetch, set, upload, outcome, isBusy } = usePoster(item.id);
  const takeMoment = () => {
    const atMs = Math.round((video.current?.currentTime ?? 0) * 1_000);
    set.mutate({ assetId: item.id, from: { kind: 'moment', atMs } });
  };
  return (
    <div className="space-y-4">
      <p className="text-ink-muted">{t('posterLead')}</p>
      <FilePlayer item={item} element={video} />
      <div className="flex flex-wrap gap-3">
        <Button isPending={isBusy} onClick={takeMoment}>
          {t('posterMoment')}
        </Button>
        <FileChooser
          accept="image/png,image/jpeg,image/webp,image/avif"
          isPending={isBusy}
          onFiles={([file]) => void upload(file)}
        >
          {t('posterPicture')}
        </FileChooser>
      </div>
      <p role="status" className="font-semibold">
        {outcome?.kind === 'said' ? outcome.text : ''}
      </p>
      {outcome?.kind === 'failed' ? (
        <p role="alert" className="flex items-start gap-2 text-danger">
          <Icon name="error" className="mt-px" />
          {outcome.text}
        </p>
      ) : null}
      {isError ? (
        <p role="alert" className="flex flex-wrap items-center gap-3 text-danger">
          <Icon name="error" />
          {t('posterFailed')}
          <Button size="sm" onClick={() => void refetch()}>
            {t('tryAgain')}
          </Button>
        </p>
      ) : null}
      {data === undefined && !isError ? (
        <p className="flex items-center gap-2">
          <Spinner />
          {t('posterLoading')}
        </p>
      ) : null}
      {data === undefined ? null : (
        <ul aria-label={t('posterStills')} className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {data.choices.map(({ choice, url, isChosen }) => (
            <li key={choice}>
              <Still
                {...{ url, isChosen }}
                label={t(isChosen ? 'posterStillChosen' : 'posterStill', { number: choice + 1 })}
                onChoose={() => {
                  if (!isBusy) set.mutate({ assetId: item.id, from: { kind: 'still', choice } });
                }}
              />
            </li>
          ))}
          {data.isOwn && data.presentUrl !== null ? (
            <li className="relative">
              {/* biome-ignore lint/performance/noImgElement: an address for one person and some hours is nothing to optimise and keep */}
              <img
                src={data.presentUrl}
                alt={t('posterPresent')}
                className="aspect-video w-full rounded-md border-3 border-accent object-cover"
              />
            </li>
          ) : null}
        </ul>
      )}
    </div>
  );
}

function Still({
  url,
  label,
  isChosen,
  onChoose,
}: {
  readonly url: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cx(
        'block w-full overflow-hidden rounded-md border-3 hover:border-ink',
        isChosen ? 'border-accent' : 'border-rule',
      )}
    >
      {/* biome-ignore lint/performance/noImgElement: as above */}
      <img src={url} alt="" loading="lazy" decoding="async" className="aspect-video w-full object-cover" />
    </button>
  );
}
