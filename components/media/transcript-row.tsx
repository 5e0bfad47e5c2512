'use client';

import { memo } from 'react';
import { cx } from '@/components/ui/class-names';
import type { TranscriptLine } from '@/server/domains/media/contract';
import { mediaClock } from './media-clock';
import { stretchesOf } from './transcript-search';

/** Properties of {@link TranscriptRow}. */
export interface TranscriptRowProps {
  readonly line: TranscriptLine;
  readonly index: number;
  /** It is said now. */
  readonly isCurrent: boolean;
  /** It is the line that the search is at. */
  readonly isShown: boolean;
  /** It is where the Tab key stops. */
  readonly isStop: boolean;
  readonly wanted: string;
  readonly onPlay: (index: number) => void;
  readonly onFocus: (index: number) => void;
}

/** One line of a transcript; a press plays from there. */
export const TranscriptRow = memo(function TranscriptRow(props: TranscriptRowProps) {
  const { line, index, isCurrent, isShown, isStop, wanted, onPlay, onFocus } = props;
  return (
    <button
      type="button"
      data-line={index}
      tabIndex={isStop ? 0 : -1}
      aria-current={isCurrent ? 'time' : undefined}
      onClick={() => onPlay(index)}
      onFocus={() => onFocus(index)}
      className={cx(
        'flex w-full items-baseline gap-3 border-s-3 px-3 py-1.5 text-start -outline-offset-2 hover:bg-sunken coarse:min-h-11',
        isCurrent ? 'border-accent bg-accent-soft' : 'border-transparent',
        isShown && 'bg-marker-soft',
      )}
    >
      <span className="w-12 shrink-0 text-sm text-ink-muted tabular-nums">
        {mediaClock(line.startMs / 1_000)}
      </span>
      <span className="min-w-0 grow select-text">
        {stretchesOf(line.text, wanted).map(({ text, isHit }, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches of one line, in their order
          isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
        )}
      </span>
    </button>
  );
});
