import type { ComponentProps, ReactNode } from 'react';
import { LocaleLink } from '@/i18n/navigation';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';
import { cx } from './class-names';

/** `plain` takes the look of what surrounds it; `text` is underlined; `quiet` is underlined when pointed at. */
export type LinkVariant = 'text' | 'quiet' | 'plain';

const variants: Readonly<Record<LinkVariant, string>> = {
  text: 'text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong hover:decoration-2',
  quiet: 'text-ink no-underline decoration-1 underline-offset-3 hover:text-accent hover:underline',
  plain: 'text-inherit no-underline',
};

/** Properties of {@link Link}; `href` is written without the locale (`/courses`). */
export interface LinkProps extends ComponentProps<typeof LocaleLink> {
  readonly variant?: LinkVariant;
}

/** A link inside the product that keeps the reader's locale; addresses with a scheme pass as they are. */
export function Link({ variant = 'text', className, ...rest }: LinkProps) {
  return <LocaleLink {...rest} className={cx(variants[variant], className)} />;
}

/** Properties of {@link ButtonLink}. */
export interface ButtonLinkProps extends ComponentProps<typeof LocaleLink> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
}

/** A link that looks like a button, for going somewhere; a button is for doing something. */
export function ButtonLink({
  variant = 'secondary',
  size = 'md',
  icon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <LocaleLink {...rest} className={buttonStyle({ variant, size, className })}>
      {icon}
      {children}
    </LocaleLink>
  );
}
