'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { LibraryItem } from '@/server/domains/library/contract';
import { SeekBar } from './seek-bar';
import { SoundPlayer } from './sound-player';
import { useStream } from './use-stream';

/** Properties of {@link FilePlayer}. */
export interface FilePlayerProps {
  readonly item: LibraryItem;
  /** To be told which moment is shown. */
  readonly element?: RefObject<HTMLVideoElement | null>;
}

/** Plays a video or a recording of the library as learners will see or hear it. */
export function FilePlayer(props: FilePlayerProps) {
  const { name, kind, streamUrl, durationMs, peaks } = props.item;
  if (kind === 'video') return <VideoPlayer {...props} />;
  const sound = { url: null, contentType: '', streamUrl, durationMs: durationMs ?? 0, peaks };
  return <SoundPlayer title={name} sound={sound} />;
}

function VideoPlayer({ item, element }: FilePlayerProps) {
  const t = useTranslations('media');
  const own = useRef<HTMLVideoElement>(null);
  const video = element ?? own;
  const [hasFailed, setFailed] = useState(false);
  const { name, streamUrl, thumbnailsUrl, pictureUrl, width, height, durationMs, captions } = item;
  useStream(video, streamUrl, () => setFailed(true));
  return (
    <>
      <video
        ref={video}
        controls
        playsInline
        crossOrigin="anonymous"
        aria-label={t('playerOf', { name })}
        {...(width === null || height === null ? {} : { width, height })}
        {...(pictureUrl === null ? {} : { poster: pictureUrl })}
        className="block h-auto max-h-[60dvh] w-full rounded-md bg-sunken"
      >
        {captions.map(({ locale, label, url }, index) => (
          <track
            key={locale}
            kind="captions"
            src={url}
            srcLang={locale}
            label={label}
            default={index === 0}
          />
        ))}
      </video>
      <SeekBar element={video} title={name} durationMs={durationMs ?? 0} thumbnailsUrl={thumbnailsUrl} />
      {hasFailed ? (
        <p role="alert" className="mt-3 flex items-center gap-2 text-danger">
          <Icon name="error" />
          {t('playFailed')}
        </p>
      ) : null}
    </>
  );
}
