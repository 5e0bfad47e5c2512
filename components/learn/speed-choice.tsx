'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type RefObject, useId } from 'react';

/** The speeds on offer; the server counts nothing faster than twice. */
const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** How fast the video plays. Browsers hide this in menus or do not have it. */
export function SpeedChoice({ video }: { readonly video: RefObject<HTMLMediaElement | null> }) {
  const t = useTranslations('learn');
  const format = useFormatter();
  const id = useId();
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor={id} className="text-ink-muted">
        {t('speed')}
      </label>
      <select
        id={id}
        defaultValue="1"
        onChange={(event) => {
          if (video.current !== null) video.current.playbackRate = Number(event.target.value);
        }}
        className="min-h-9 rounded-md border border-edge bg-surface px-2 tabular-nums hover:border-ink coarse:min-h-11"
      >
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            {t('times', { speed: format.number(speed) })}
          </option>
        ))}
      </select>
    </div>
  );
}
