'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { SeekBar } from './seek-bar';
import { useStream } from './use-stream';
import { Waveform } from './waveform';

/** A recording that can be played, as `PlayableAudio` of the server. */
export interface Sound {
  readonly url: string | null;
  readonly contentType: string;
  readonly streamUrl: string | null;
  readonly durationMs: number;
  readonly peaks: readonly number[];
}

/** Properties of {@link SoundPlayer}. */
export interface SoundPlayerProps {
  readonly sound: Sound;
  readonly title: string;
  /** To be told where it is, to set its speed. */
  readonly element?: RefObject<HTMLAudioElement | null>;
  /** Below the player: speed, a transcript. */
  readonly children?: ReactNode;
}

/**
 * Plays a recording: its waveform with a slider over it, then the browser's own player. The waveform was measured when the
 * recording was made ready; nothing is decoded for it.
 */
export function SoundPlayer({ sound, title, element, children }: SoundPlayerProps) {
  const t = useTranslations('player');
  const own = useRef<HTMLAudioElement>(null);
  const audio = element ?? own;
  const [hasFailed, setFailed] = useState(false);
  const { url, contentType, streamUrl, durationMs, peaks } = sound;
  useStream(audio, streamUrl, () => setFailed(true));
  const backdrop = (share: number) => <Waveform peaks={peaks} share={share} />;
  return (
    <section aria-label={t('soundOf', { title })} className="rounded-lg border border-rule bg-sunken p-4">
      <SeekBar
        element={audio}
        {...{ title, durationMs, thumbnailsUrl: null }}
        {...(peaks.length === 0 ? {} : { backdrop })}
      />
      {/* biome-ignore lint/a11y/useMediaCaption: a recording has no picture to stand captions on; its words are a transcript beside it */}
      <audio
        ref={audio}
        controls
        preload="metadata"
        className="mt-3 block w-full"
        onError={() => setFailed(true)}
      >
        {url === null ? null : <source src={url} type={contentType} onError={() => setFailed(true)} />}
      </audio>
      {hasFailed ? (
        <p role="alert" className="mt-3 flex flex-wrap items-center gap-3 text-danger">
          <Icon name="error" />
          {t('soundFailed')}
          <Button size="sm" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </p>
      ) : null}
      {children}
    </section>
  );
}
