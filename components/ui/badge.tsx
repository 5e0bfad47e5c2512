import type { ReactNode } from 'react';
import type { Tone } from './banner';
import { cx } from './class-names';

/** Properties of {@link Badge}. */
export interface BadgeProps {
  readonly tone?: Tone | 'neutral' | 'accent';
  readonly children: ReactNode;
}

const tones: Readonly<Record<NonNullable<BadgeProps['tone']>, string>> = {
  neutral: 'bg-sunken text-ink-muted',
  accent: 'bg-accent-soft text-accent-strong',
  info: 'bg-info-soft text-info',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
};

/** A state in a word or two; the word says it, the colour only helps to find it. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex items-center gap-1 rounded-sm px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
