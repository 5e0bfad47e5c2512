'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { SeekBar } from '@/components/media/seek-bar';
import { type ReadTranscript, Transcript } from '@/components/media/transcript';
import { useStream } from '@/components/media/use-stream';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { VideoView } from '@/server/domains/content/contract';
import type { WatchView } from '@/server/domains/enrollments/contract';
import { SpeedChoice } from './speed-choice';
import { clock, useResume } from './use-resume';
import { useWatchBeats } from './use-watch-beats';
import { Watched } from './watched';

/** Properties of {@link LessonVideo}. */
export interface LessonVideoProps {
  readonly video: VideoView;
  readonly title: string;
  readonly courseSlug: string;
  readonly lessonId: string;
  readonly isEnrolled: boolean;
  readonly isCompleted: boolean;
  readonly watch: WatchView;
  /** What is said, in the language the page was made with; null when it could not be read, or there is none. */
  readonly transcript: ReadTranscript | null;
}

/** A video lesson: the browser's own player with captions, speed, the place where it was left, and how much counts. */
export function LessonVideo(props: LessonVideoProps) {
  const { video, title, courseSlug, lessonId, isEnrolled, isCompleted } = props;
  const locale = useLocale();
  const t = useTranslations('learn');
  const element = useRef<HTMLVideoElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const { watch, isWaiting } = useWatchBeats(
    element,
    { courseSlug, lessonId, isCounted: isEnrolled },
    props.watch,
  );
  useStream(element, video.streamUrl, () => setFailed(true));
  const resumeAt = useResume(element, props.watch.positionMs, video.durationMs);
  const preferred = video.captions.find((one) => one.locale === locale) ?? video.captions[0];
  return (
    <section aria-label={t('videoOf', { title })}>
      <video
        ref={element}
        controls
        playsInline
        preload="metadata"
        crossOrigin="anonymous"
        width={video.width}
        height={video.height}
        {...(video.posterUrl === null ? {} : { poster: video.posterUrl })}
        onError={() => setFailed(true)}
        className="block h-auto w-full rounded-lg border border-rule bg-sunken"
      >
        {video.url === null ? null : (
          <source src={video.url} type={video.contentType} onError={() => setFailed(true)} />
        )}
        {video.captions.map((caption) => (
          <track
            key={caption.locale}
            kind="captions"
            src={caption.url}
            srcLang={caption.locale}
            label={caption.label}
            default={caption === preferred}
          />
        ))}
      </video>
      <SeekBar
        element={element}
        {...{ title, durationMs: video.durationMs, thumbnailsUrl: video.thumbnailsUrl }}
      />
      {hasFailed ? (
        <p role="alert" className="mt-3 flex flex-wrap items-center gap-3 text-danger">
          <Icon name="error" />
          {t('videoFailed')}
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
      <Transcript element={element} tracks={video.captions} initial={props.transcript} />
    </section>
  );
}
