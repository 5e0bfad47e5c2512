import { cx } from './class-names';

const grounds = [
  'bg-cover-laurel text-cover-sand',
  'bg-cover-night text-cover-sand',
  'bg-cover-plum text-cover-sand',
  'bg-cover-sky text-cover-night',
  'bg-cover-marigold text-cover-night',
] as const;

/** The first letters of the first and last word of a name, whole letters of any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.length > 1 ? [words.at(0), words.at(-1)] : [words.at(0)];
  return letters.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}

function groundOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return grounds[sum % grounds.length] ?? grounds[0];
}

/** Properties of {@link Avatar}. */
export interface AvatarProps {
  readonly name: string;
  /** Where the person's picture is; initials stand in its place. */
  readonly picture?: { readonly large: string; readonly small: string } | null | undefined;
  /** `sm` 24 px, `md` 36 px, `lg` 64 px, `xl` 112 px. */
  readonly size?: 'sm' | 'md' | 'lg' | 'xl';
  readonly className?: string;
}

const sizes = {
  sm: { pixels: 24, source: 'small', style: 'size-6 text-[0.6875rem]' },
  md: { pixels: 36, source: 'small', style: 'size-9 text-sm' },
  lg: { pixels: 64, source: 'large', style: 'size-16 text-xl' },
  xl: { pixels: 112, source: 'large', style: 'size-28 text-3xl' },
} as const;

/** A person's picture, or their initials on a ground of their own; silent, because the name stands beside it. */
export function Avatar({ name, picture, size = 'md', className }: AvatarProps) {
  const { pixels, source, style } = sizes[size];
  if (picture != null) {
    return (
      // biome-ignore lint/performance/noImgElement: pictures are stored in the sizes they are shown in
      <img
        src={picture[source]}
        alt=""
        width={pixels}
        height={pixels}
        className={cx('shrink-0 rounded-full bg-sunken object-cover', style, className)}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold leading-none select-none',
        style,
        groundOf(name),
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
