'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { LibraryItem } from '@/server/domains/library/contract';
import { useStream } from './use-stream';

/** Plays a video or a recording of the library as learners will see or hear it. */
export function FilePlayer({ item }: { readonly item: LibraryItem }) {
  const t = useTranslations('media');
  const element = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const { name, streamUrl, pictureUrl, width, height, captions } = item;
  useStream(element, streamUrl, () => setFailed(true));
  return (
    <>
      <video
        ref={element}
        controls
        playsInline
        crossOrigin="anonymous"
        aria-label={t('playerOf', { name })}
        {...(width === null || height === null ? {} : { width, height })}
        {...(pictureUrl === null ? {} : { poster: pictureUrl })}
        className="block max-h-[70dvh] w-full rounded-md bg-sunken"
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
      {hasFailed ? (
        <p role="alert" className="mt-3 flex items-center gap-2 text-danger">
          <Icon name="error" />
          {t('playFailed')}
        </p>
      ) : null}
    </>
  );
}
