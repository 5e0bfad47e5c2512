import { cx } from '@/components/ui/class-names';

/*
 * The mark is an L with a quarter of a disc standing in its corner: a sundial's gnomon and shadow, an open page,
 * a step and an arch. Drawn on a 16-unit grid so that its edges fall on whole pixels at 16, 32 and 48.
 */
const letter = 'M1 1h4v10h10v4H1Z';
const disc = 'M7 1a8 8 0 0 1 8 8H7Z';

/** Properties of {@link LogoMark}. */
export interface LogoMarkProps {
  /** `mono` takes the text's colour for both parts, for print and for coloured grounds. */
  readonly tone?: 'colour' | 'mono';
  readonly className?: string;
}

/** The mark alone, silent to screen readers: the words beside it or its link name it. */
export function LogoMark({ tone = 'colour', className }: LogoMarkProps) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cx('size-6 shrink-0', className)}>
      <path d={letter} className={tone === 'colour' ? 'fill-accent' : 'fill-current'} />
      <path d={disc} className={tone === 'colour' ? 'fill-marker' : 'fill-current'} />
    </svg>
  );
}

/** Mark and name in one line, as tall as its text. */
export function Logo({ tone = 'colour', className }: LogoMarkProps) {
  return (
    <span
      className={cx('inline-flex items-center gap-2.5 font-serif text-xl font-semibold text-ink', className)}
    >
      <LogoMark tone={tone} className="size-[0.9em]" />
      <span className="leading-none">Lyceum</span>
    </span>
  );
}
