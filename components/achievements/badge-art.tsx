import { cx } from '@/components/ui/class-names';
import type { BadgeKey } from '@/server/domains/gamification/contract';

/*
 * Medals of one mint: the shape and the ink say what they are for (lessons, courses, quizzes, days), the sign which one.
 * 64-unit grid, signs in a 2.5-unit line with round joins. The inks are those of the covers, the same by day and night; the rim
 * sets the medal off from both grounds.
 */
const mints = {
  lessons: { shape: 'M32 4a28 28 0 1 1 0 56 28 28 0 0 1 0-56Z', ink: 'fill-cover-night' },
  courses: { shape: 'M32 4 56 11V31C56 45 46 55 32 60 18 55 8 45 8 31V11Z', ink: 'fill-cover-laurel' },
  quizzes: { shape: 'M32 4 56 18V46L32 60 8 46V18Z', ink: 'fill-cover-plum' },
  days: { shape: 'M20 5H44L59 20V44L44 59H20L5 44V20Z', ink: 'fill-cover-brick' },
} as const;

const leaf = (x: number, y: number) =>
  `M${x} ${y + 9}C${x - 7} ${y + 3} ${x - 4} ${y - 6} ${x} ${y - 10}C${x + 4} ${y - 6} ${x + 7} ${y + 3} ${x} ${y + 9}Z`;

const medals: Readonly<Record<BadgeKey, { readonly mint: keyof typeof mints; readonly sign: string }>> = {
  first_lesson: {
    mint: 'lessons',
    sign: 'M32 24C28 21 23 20 17 20V42C23 42 28 43 32 46 36 43 41 42 47 42V20C41 20 36 21 32 24ZM32 24V46',
  },
  fifty_lessons: {
    mint: 'lessons',
    sign: 'M18 23H46V30H18ZM21 30H43V37H21ZM16 37H48V44H16ZM24 23V30M40 37V44M27 30V37',
  },
  first_course: { mint: 'courses', sign: `${leaf(32, 27)}M32 24V47` },
  three_courses: {
    mint: 'courses',
    sign: `${leaf(32, 24)}${leaf(21, 32)}${leaf(43, 32)}M32 33V49M21 41 32 46 43 41`,
  },
  ten_courses: {
    mint: 'courses',
    sign: 'M29 47C19 45 15 36 17 24M35 47C45 45 49 36 47 24M17 24 22 21M16 31 23 28M18 38 25 34M47 24 42 21M48 31 41 28M46 38 39 34M23 44 28 39M41 44 36 39M29 47H35M32 22V33M27 27 32 22 37 27',
  },
  ten_quizzes: {
    mint: 'quizzes',
    sign: 'M18 24 21 27 26 21M31 24H46M18 33 21 36 26 30M31 33H46M18 42 21 45 26 39M31 42H46',
  },
  full_marks: { mint: 'quizzes', sign: 'M32 18A14 14 0 1 1 32 46 14 14 0 0 1 32 18ZM25 32.5 30 37.5 39 27' },
  five_full_marks: {
    mint: 'quizzes',
    sign: 'M32 17 36.6 26.6 47 28.1 39.5 35.5 41.3 46 32 41 22.7 46 24.5 35.5 17 28.1 27.4 26.6Z',
  },
  seven_days: {
    mint: 'days',
    sign: 'M32 25A8 8 0 1 1 32 41 8 8 0 0 1 32 25ZM32 15V19M43.7 20.6 40.6 23.2M46.6 36.8 42.7 35.9M38.5 47.4 36.8 43.8M25.5 47.4 27.2 43.8M17.4 36.8 21.3 35.9M20.3 20.6 23.4 23.2',
  },
  thirty_days: {
    mint: 'days',
    sign: 'M17 21H47V47H17ZM17 28H47M25 16V23M39 16V23M24 38 30 43 40 33',
  },
};

/** Properties of {@link BadgeArt}. */
export interface BadgeArtProps {
  readonly badge: BadgeKey;
  /** One that is still to be earned is only outlined. */
  readonly isOpen?: boolean;
  readonly className?: string;
}

/** The picture of a badge. Its name always stands beside it, so that it is silent itself. */
export function BadgeArt({ badge, isOpen = false, className }: BadgeArtProps) {
  const { mint, sign } = medals[badge];
  const { shape, ink } = mints[mint];
  return (
    <svg
      viewBox="0 0 64 64"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={cx('size-16 shrink-0', className)}
    >
      <path
        d={shape}
        strokeWidth="3"
        strokeDasharray={isOpen ? '1 6' : undefined}
        className={isOpen ? 'fill-sunken stroke-edge' : cx(ink, 'stroke-cover-marigold')}
      />
      <path d={sign} strokeWidth="2.5" className={isOpen ? 'stroke-edge' : 'stroke-cover-sand'} />
    </svg>
  );
}
