'use client';

import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';
import { Spinner } from './spinner';

/** Properties of {@link Button}: those of a native button, and how it looks and waits. */
export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** An icon before the label. */
  readonly icon?: ReactNode;
  /** The act is under way: the button keeps its place, width and focus, and cannot be pressed again. */
  readonly isPending?: boolean;
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A native button that cannot be pressed twice. `type` is `button` unless said otherwise. */
export function Button({
  variant = 'secondary',
  size = 'md',
  icon,
  isPending = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonStyle({ variant, size, className })}
      aria-disabled={isPending || undefined}
      aria-busy={isPending || undefined}
      onClick={isPending ? swallow : onClick}
    >
      {isPending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** Properties of {@link IconButton}. */
export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon: ReactNode;
  /** What the button does; read aloud and shown on hover. */
  readonly label: string;
}

/** A square button with an icon, which always has a name. */
export function IconButton({
  variant = 'quiet',
  size = 'md',
  icon,
  label,
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <button
      title={label}
      {...rest}
      type={type}
      aria-label={label}
      className={buttonStyle({ variant, size, isIconOnly: true, className })}
    >
      {icon}
    </button>
  );
}
