'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { SeekBar } from '@/components/media/seek-bar';
import { useStream } from '@/components/media/use-stream';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress';
import type { VideoView } from '@/server/domains/content/contract';
import type { WatchView } from '@/server/domains/enrollments/contract';
import { SpeedChoice } from './speed-choice';
import { useWatchBeats } from './use-watch-beats';

/** Properties of {@link LessonVideo}. */
export interface LessonVideoProps {
  readonly video: VideoView;
  readonly title: string;
  readonly courseSlug: string;
  readonly lessonId: string;
  readonly isEnrolled: boolean;
  readonly isCompleted: boolean;
  readonly watch: WatchView;
}

/** Nearer than this to either end, a video begins at its beginning, in ms. */
const resumeMarginMs = 5_000;

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
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
    </section>
  );
}

function Watched({
  watch,
  isCompleted,
  isWaiting,
}: {
  readonly watch: WatchView;
  readonly isCompleted: boolean;
  readonly isWaiting: boolean;
}) {
  const t = useTranslations('learn');
  const { watchedPercent: watched, neededPercent: needed } = watch;
  const text =
    isCompleted || watched >= needed ? t('watchedEnough', { watched }) : t('watched', { watched, needed });
  return (
    <div className="mt-4 border-s-3 border-marker ps-4">
      <p className="flex flex-wrap items-baseline gap-x-3 tabular-nums">
        <span>{text}</span>
        <span role="status" className="text-sm text-ink-muted">
          {isWaiting ? t('watchWaiting') : ''}
        </span>
      </p>
      <ProgressBar value={watched} total={100} label={t('watchedLabel')} className="mt-2 max-w-96" />
    </div>
  );
}

/** Sets the video to where it was left, once its length is known; null when it begins at the beginning. */
function useResume(
  element: React.RefObject<HTMLVideoElement | null>,
  positionMs: number,
  durationMs: number,
): { at: number; startOver: () => void } | null {
  const isInside = positionMs > resumeMarginMs && positionMs < durationMs - resumeMarginMs;
  const [at, setAt] = useState<number | null>(isInside ? positionMs : null);
  const [start] = useState(at);
  useEffect(() => {
    const video = element.current;
    if (video === null || start === null) return;
    const resume = () => {
      video.currentTime = start / 1_000;
    };
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) return resume();
    video.addEventListener('loadedmetadata', resume, { once: true });
    return () => video.removeEventListener('loadedmetadata', resume);
  }, [element, start]);
  if (at === null) return null;
  return {
    at,
    startOver: () => {
      setAt(null);
      if (element.current === null) return;
      element.current.currentTime = 0;
      element.current.focus();
    },
  };
}
