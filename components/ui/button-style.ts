import { cx } from './class-names';

/** How loudly a control speaks: one `primary` per view, `danger` only where something is lost. */
export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

/** `md` for people who learn, `sm` for dense work in tables and toolbars. */
export type ButtonSize = 'sm' | 'md';

const base =
  'tap-target inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-sans font-semibold ' +
  'select-none no-underline whitespace-nowrap transition-colors active:translate-y-px ' +
  'aria-disabled:cursor-default aria-disabled:active:translate-y-0 disabled:cursor-not-allowed disabled:border-rule ' +
  'disabled:bg-sunken disabled:text-ink-faint disabled:shadow-none';

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: 'border-transparent bg-accent text-accent-ink shadow-button hover:bg-accent-strong',
  secondary: 'border-edge bg-surface text-ink hover:border-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft hover:text-accent-strong',
  danger: 'border-transparent bg-danger text-danger-ink shadow-button hover:bg-danger-strong',
};

const sizes: Readonly<Record<ButtonSize, string>> = {
  sm: 'min-h-8 px-3 text-sm coarse:min-h-11',
  md: 'min-h-11 px-4.5 text-base dense:min-h-9 dense:px-3.5 dense:text-sm coarse:min-h-11',
};

const iconSizes: Readonly<Record<ButtonSize, string>> = {
  sm: 'size-8 text-sm coarse:size-11',
  md: 'size-11 text-base dense:size-9 dense:text-sm coarse:size-11',
};

/** The look of every button, whatever element carries it. */
export function buttonStyle(options: {
  readonly variant: ButtonVariant;
  readonly size: ButtonSize;
  readonly isIconOnly?: boolean;
  readonly className?: string | undefined;
}): string {
  const size = options.isIconOnly ? iconSizes[options.size] : sizes[options.size];
  return cx(base, variants[options.variant], size, options.className);
}
