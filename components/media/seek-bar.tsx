'use client';

import { useTranslations } from 'next-intl';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useId,
  useState,
} from 'react';
import { mediaClock } from './media-clock';
import { type Thumbnail, thumbnailAt } from './thumbnail-track';
import { useMediaTime } from './use-media-time';
import { useThumbnails } from './use-thumbnails';

/** Properties of {@link SeekBar}. */
export interface SeekBarProps {
  readonly element: RefObject<HTMLMediaElement | null>;
  readonly title: string;
  readonly durationMs: number;
  /** Track of small pictures; null without. */
  readonly thumbnailsUrl: string | null;
  /** Drawn behind the handle, in the place of a line; told how far the recording is, 0 to 1. */
  readonly backdrop?: (share: number) => ReactNode;
}

/** Seconds that a key moves by. */
const steps: Readonly<Record<string, number>> = {
  ...{ ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 },
};

/**
 * A slider for where one is in a video or a recording. Over the pointer, and over the handle while it has the focus, it
 * shows the picture of that moment.
 */
export function SeekBar({ element, title, durationMs, thumbnailsUrl, backdrop }: SeekBarProps) {
  const t = useTranslations('player');
  const hint = useId();
  const total = durationMs / 1_000;
  const { at, seek } = useMediaTime(element, total);
  const [pointed, setPointed] = useState<number | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const isShown = pointed !== null || hasFocus;
  const thumbnails = useThumbnails(thumbnailsUrl, isShown);
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width))) * total);
  };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    seek(at + step);
  };
  const share = total > 0 ? Math.min(1, at / total) : 0;
  // As the library says how long it is.
  const end = mediaClock(Math.round(total));
  const shown = pointed ?? at;
  return (
    // Time runs from left to right in every language, as in the browser's own players.
    <div dir="ltr" className="mt-2 flex items-center gap-3">
      <div className="relative min-w-0 flex-1" onPointerMove={point} onPointerLeave={() => setPointed(null)}>
        {isShown ? (
          <Preview seconds={shown} total={total} thumbnail={thumbnailAt(thumbnails, shown * 1_000)} />
        ) : null}
        {backdrop?.(share)}
        <input
          type="range"
          min={0}
          max={total}
          step="any"
          value={at}
          aria-label={t('seek', { title })}
          aria-valuetext={t('at', { time: mediaClock(at), total: end })}
          aria-describedby={hint}
          onChange={({ currentTarget }) => seek(Number(currentTarget.value))}
          onKeyDown={press}
          onFocus={() => setFocus(true)}
          onBlur={() => setFocus(false)}
          className={
            backdrop === undefined
              ? 'block h-6 w-full cursor-pointer accent-accent coarse:h-11'
              : 'absolute inset-0 size-full cursor-pointer appearance-none bg-transparent accent-accent'
          }
        />
      </div>
      <span aria-hidden="true" className="text-sm text-ink-muted tabular-nums">
        {mediaClock(at)} / {end}
      </span>
      <span id={hint} hidden>
        {t('seekHint')}
      </span>
    </div>
  );
}

function Preview({
  seconds,
  total,
  thumbnail,
}: {
  readonly seconds: number;
  readonly total: number;
  readonly thumbnail: Thumbnail | null;
}) {
  const width = thumbnail?.width ?? 48;
  const share = total > 0 ? seconds / total : 0;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute bottom-full z-10 mb-1 overflow-hidden rounded-md border border-edge bg-surface shadow-overlay"
      // Never beyond either end of the bar.
      style={{ width, left: `clamp(0px, calc(${share * 100}% - ${width / 2}px), calc(100% - ${width}px))` }}
    >
      {thumbnail === null ? null : (
        <div
          data-thumbnail={`${thumbnail.x},${thumbnail.y}`}
          style={{
            height: thumbnail.height,
            backgroundImage: `url("${thumbnail.sheetUrl}")`,
            backgroundPosition: `-${thumbnail.x}px -${thumbnail.y}px`,
          }}
        />
      )}
      <p className="text-center text-xs tabular-nums">{mediaClock(seconds)}</p>
    </div>
  );
}
