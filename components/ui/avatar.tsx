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
  /** `sm` 24 px, `md` 36 px, `lg` 64 px. */
  readonly size?: 'sm' | 'md' | 'lg';
  readonly className?: string;
}

const sizes = { sm: 'size-6 text-[0.6875rem]', md: 'size-9 text-sm', lg: 'size-16 text-xl' } as const;

/** A person's initials on a ground of their own; silent, because the name stands beside it. */
export function Avatar({ name, size = 'md', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold leading-none select-none',
        sizes[size],
        groundOf(name),
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}
