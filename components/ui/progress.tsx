import { useFormatter, useTranslations } from 'next-intl';
import { cx } from './class-names';

/** The share of `value` in `total` between 0 and 1; nothing of nothing is 0, never `NaN`. */
export function progressShare(value: number, total: number): number {
  if (!(total > 0) || !(value > 0)) return 0;
  return Math.min(1, value / total);
}

/** Properties of {@link ProgressBar} and {@link ProgressRing}. */
export interface ProgressProps {
  readonly value: number;
  readonly total: number;
  /** What is progressing: "Progress in Practical statistics". */
  readonly label: string;
  readonly className?: string;
}

/** A share in whole percent. Everything done is 100, and nothing less is: 199 of 200 reads 99. */
export function progressPercent(share: number): number {
  return share === 1 ? 100 : Math.min(99, Math.round(share * 100));
}

function useProgress({ value, total, label }: ProgressProps) {
  const t = useTranslations('ui');
  const format = useFormatter();
  const share = progressShare(value, total);
  const percent = progressPercent(share);
  const percentText = format.number(percent / 100, { style: 'percent' });
  const spoken = {
    role: 'progressbar',
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': percent,
    'aria-valuetext': t('progress', { percent: percentText }),
  } as const;
  return { share, percentText, spoken };
}

/** How far something is, as a line with the figure in words for screen readers. */
export function ProgressBar(props: ProgressProps) {
  const { share, spoken } = useProgress(props);
  return (
    <div
      {...spoken}
      className={cx('h-2 overflow-hidden rounded-full border border-edge bg-sunken', props.className)}
    >
      <div
        className="h-full origin-left bg-accent transition-transform duration-200 rtl:origin-right"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  );
}

const circumference = 2 * Math.PI * 15;

/** How far something is, as a ring with the figure inside. */
export function ProgressRing(props: ProgressProps) {
  const { share, percentText, spoken } = useProgress(props);
  return (
    <div {...spoken} className={cx('relative inline-grid size-14 place-items-center', props.className)}>
      <svg viewBox="0 0 36 36" aria-hidden="true" className="absolute inset-0 -rotate-90" fill="none">
        <circle cx="18" cy="18" r="15" strokeWidth="3.5" className="stroke-rule" />
        {share === 0 ? null : (
          <circle
            cx="18"
            cy="18"
            r="15"
            strokeWidth="3.5"
            strokeDasharray={`${(share * circumference).toFixed(2)} ${circumference.toFixed(2)}`}
            className="stroke-accent"
          />
        )}
      </svg>
      <span className="text-xs font-semibold tabular-nums">{percentText}</span>
    </div>
  );
}
