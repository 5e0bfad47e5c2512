import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

/** Properties of {@link EmptyState} and {@link ErrorState}. */
export interface StateProps {
  readonly title: ReactNode;
  /** Why it is so and what was kept. */
  readonly children?: ReactNode;
  /** The next step: the button or link that changes it. */
  readonly action?: ReactNode;
  readonly icon?: IconName;
  /** The level of the heading in its page; 2 unless it stands deeper. */
  readonly level?: 2 | 3;
}

function State({
  title,
  children,
  action,
  icon,
  level = 2,
  isError,
}: StateProps & { readonly isError: boolean }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div
      role={isError ? 'alert' : undefined}
      className="flex max-w-reading gap-4 border-s-3 border-rule py-2 ps-5 data-[error]:border-danger"
      data-error={isError || undefined}
    >
      <div className="min-w-0">
        <Heading className="flex items-center gap-2 font-serif text-lg font-semibold">
          {icon === undefined ? null : (
            <Icon name={icon} className={isError ? 'text-danger' : 'text-ink-faint'} />
          )}
          {title}
        </Heading>
        {children == null ? null : <div className="mt-1 text-ink-muted">{children}</div>}
        {action == null ? null : <div className="mt-4 flex flex-wrap gap-3">{action}</div>}
      </div>
    </div>
  );
}

/** Nothing here yet: says why, and offers the next step. */
export function EmptyState(props: StateProps) {
  return <State {...props} isError={false} />;
}

/** Something failed: says what happened, what was kept and what to do; announces itself. */
export function ErrorState({ icon = 'error', ...rest }: StateProps) {
  return <State {...rest} icon={icon} isError />;
}
