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

/** Properties of {@link OutLink}. */
export interface OutLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly href: string;
}

/** Another site opens beside ours; a file comes without the page being left. */
function outward(href: string) {
  return href.startsWith('/')
    ? { href, download: true }
    : { href, target: '_blank', rel: 'noopener noreferrer' };
}

/** A link to what is no page of ours: another site, or a file. */
export function OutLink({ href, className, children, ...rest }: OutLinkProps) {
  return (
    <a {...rest} {...outward(href)} className={cx(variants.text, className)}>
      {children}
    </a>
  );
}

/** Properties of {@link OutButtonLink}. */
export interface OutButtonLinkProps extends OutLinkProps {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
}

/** An {@link OutLink} that looks like a button. */
export function OutButtonLink({
  variant = 'secondary',
  size = 'md',
  icon,
  href,
  className,
  children,
  ...rest
}: OutButtonLinkProps) {
  return (
    <a {...rest} {...outward(href)} className={buttonStyle({ variant, size, className })}>
      {icon}
      {children}
    </a>
  );
}
