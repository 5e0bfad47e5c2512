import type { ReactNode } from 'react';
import { cx } from './class-names';
import { Icon, type IconName } from './icon';

/** What a message is about. */
export type Tone = 'info' | 'success' | 'warning' | 'danger';

const looks: Readonly<
  Record<Tone, { readonly icon: IconName; readonly ground: string; readonly ink: string }>
> = {
  info: { icon: 'info', ground: 'bg-info-soft', ink: 'text-info' },
  success: { icon: 'check-circle', ground: 'bg-success-soft', ink: 'text-success' },
  warning: { icon: 'warning', ground: 'bg-warning-soft', ink: 'text-warning' },
  danger: { icon: 'error', ground: 'bg-danger-soft', ink: 'text-danger' },
};

/** Properties of {@link Banner}. */
export interface BannerProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  /** What can be done about it. */
  readonly actions?: ReactNode;
  /** Announces itself, because it appears after the page did. */
  readonly isLive?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A message that stays with the page: told by sign and words, with colour as the third. */
export function Banner({ tone = 'info', title, actions, isLive = false, className, children }: BannerProps) {
  const look = looks[tone];
  const role = isLive ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div role={role} className={cx('flex gap-3 rounded-md px-4 py-3', look.ground, className)}>
      <Icon name={look.icon} className={cx('mt-0.5', look.ink)} />
      <div className="min-w-0 grow">
        {title == null ? null : <p className="font-semibold">{title}</p>}
        {children == null ? null : <div>{children}</div>}
        {actions == null ? null : <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
