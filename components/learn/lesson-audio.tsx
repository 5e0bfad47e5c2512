'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useStream } from '@/components/media/use-stream';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { PartOf } from '@/server/domains/content/contract/parts';
import type { WatchView } from '@/server/domains/enrollments/contract';
import { SpeedChoice } from './speed-choice';
import { Transcript } from './transcript';
import { clock, useResume } from './use-resume';
import { useWatchBeats } from './use-watch-beats';
import { Watched } from './watched';

/** Properties of {@link LessonAudio}. */
export interface LessonAudioProps {
  readonly audio: NonNullable<PartOf<'audio'>['audio']>;
  readonly title: string;
  readonly courseSlug: string;
  readonly lessonId: string;
  readonly isEnrolled: boolean;
  readonly isCompleted: boolean;
  readonly watch: WatchView;
}

/** A recording to listen to: the browser's own player, speed, the place where it was left, and what is said, to read along. */
export function LessonAudio(props: LessonAudioProps) {
  const { audio, title, courseSlug, lessonId, isEnrolled, isCompleted } = props;
  const t = useTranslations('learn');
  const element = useRef<HTMLAudioElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const place = { courseSlug, lessonId, isCounted: isEnrolled };
  const { watch, isWaiting } = useWatchBeats(element, place, props.watch);
  useStream(element, audio.streamUrl, () => setFailed(true));
  const resumeAt = useResume(element, props.watch.positionMs, audio.durationMs);
  return (
    <section aria-label={t('audioOf', { title })}>
      {/* biome-ignore lint/a11y/useMediaCaption: tracks are there as far as the recording has some; what is said stands below */}
      <audio
        ref={element}
        controls
        preload="metadata"
        crossOrigin="anonymous"
        onError={() => setFailed(true)}
        className="block w-full"
      >
        {audio.streamUrl === null ? (
          <source src={audio.url} type={audio.contentType} onError={() => setFailed(true)} />
        ) : null}
        {audio.captions.map((caption) => (
          <track
            key={caption.locale}
            kind="captions"
            src={caption.url}
            srcLang={caption.locale}
            label={caption.label}
          />
        ))}
      </audio>
      {hasFailed ? (
        <p role="alert" className="mt-3 flex flex-wrap items-center gap-3 text-danger">
          <Icon name="error" />
          {t('audioFailed')}
          <Button size="sm" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        </p>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <SpeedChoice video={element} />
        {resumeAt === null ? null : (
          <p className="flex items-center gap-2 text-sm text-ink-muted">
            {t('resumedAt', { time: clock(resumeAt.at) })}
            <Button size="sm" variant="quiet" onClick={resumeAt.startOver}>
              {t('startOver')}
            </Button>
          </p>
        )}
      </div>
      {isEnrolled ? <Watched watch={watch} isCompleted={isCompleted} isWaiting={isWaiting} /> : null}
      {audio.captions.length === 0 ? null : <Transcript media={element} />}
    </section>
  );
}
