'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { SoundPlayer } from '@/components/media/sound-player';
import { type ReadTranscript, Transcript } from '@/components/media/transcript';
import { Button } from '@/components/ui/button';
import type { PartOf } from '@/server/domains/content/contract/parts';
import type { WatchView } from '@/server/domains/enrollments/contract';
import { SpeedChoice } from './speed-choice';
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
  /** What is said, read with the page. */
  readonly transcript: ReadTranscript | null;
}

/** A recording to listen to: its waveform over the browser's own player, speed, the place where it was left, and what is said, to read along. */
export function LessonAudio(props: LessonAudioProps) {
  const { audio, title, courseSlug, lessonId, isEnrolled, isCompleted } = props;
  const t = useTranslations('learn');
  const element = useRef<HTMLAudioElement>(null);
  const place = { courseSlug, lessonId, isCounted: isEnrolled };
  const { watch, isWaiting } = useWatchBeats(element, place, props.watch);
  const resumeAt = useResume(element, props.watch.positionMs, audio.durationMs);
  return (
    <SoundPlayer sound={audio} captions={audio.captions} title={title} element={element}>
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
      <Transcript element={element} tracks={audio.captions} initial={props.transcript} />
    </SoundPlayer>
  );
}
