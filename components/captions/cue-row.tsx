'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import type { adviceOn } from './cue-advice';
import type { DeskCue } from './cue-list';
import { writeTime } from './typed-time';

/** Properties of {@link CueRow}. */
export interface CueRowProps {
  readonly cue: DeskCue;
  readonly number: number;
  /** It is shown at the present moment. */
  readonly isCurrent: boolean;
  readonly advice: ReturnType<typeof adviceOn>;
  readonly onOpen: (cue: DeskCue) => void;
}

/** A cue that is not open: when, what, and whether something is wrong. A press opens it. */
export const CueRow = memo(function CueRow({ cue, number, isCurrent, advice, onOpen }: CueRowProps) {
  const t = useTranslations('captions');
  const { problem, hints } = advice;
  return (
    <button
      type="button"
      data-cue={cue.id}
      aria-current={isCurrent ? 'time' : undefined}
      onClick={() => onOpen(cue)}
      className={cx(
        'flex w-full items-baseline gap-3 border-s-3 px-3 py-2 text-start text-sm hover:bg-sunken coarse:min-h-11',
        isCurrent ? 'border-accent bg-accent-soft' : 'border-transparent',
      )}
    >
      <span className="w-20 shrink-0 text-ink-muted tabular-nums">
        <span className="sr-only">{t('cue', { number })} </span>
        {writeTime(cue.startMs)}
      </span>
      <span className="min-w-0 grow break-words whitespace-pre-line">
        {cue.text.trim() === '' ? <em className="text-ink-muted">{t('noWords')}</em> : cue.text}
      </span>
      {problem === null && hints.length === 0 ? null : (
        <Icon
          name={problem === null ? 'warning' : 'error'}
          className={problem === null ? 'text-warning' : 'text-danger'}
          label={problem === null ? t(`hints.${hints[0] ?? 'overlaps'}`) : t(`problems.${problem}`)}
        />
      )}
    </button>
  );
});
