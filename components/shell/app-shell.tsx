import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icon';
import { NavLink } from './nav-link';

/** One entry of a side navigation; `href` without the locale. */
export interface SideNavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** Current only on exactly this address: for the first entry, whose address the others begin with. */
  readonly isExact?: boolean;
}

/** Properties of {@link AppShell}. */
export interface AppShellProps {
  /** Names the navigation for screen readers. */
  readonly label: string;
  readonly items: readonly SideNavItem[];
  /** The page, usually a `Main`. */
  readonly children: ReactNode;
}

const itemStyle =
  'flex min-h-10 items-center gap-2.5 rounded-md px-3 whitespace-nowrap text-sm text-ink-muted hover:bg-sunken hover:text-ink ' +
  'aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent-strong coarse:min-h-11';

/** A section with its own navigation: beside the page where there is room, a strip above it on phones. */
export function AppShell({ label, items, children }: AppShellProps) {
  return (
    <div className="mx-auto flex w-full max-w-wide grow flex-col lg:flex-row">
      <nav
        aria-label={label}
        className="border-rule max-lg:overflow-x-auto max-lg:border-b lg:w-60 lg:shrink-0 lg:border-e"
      >
        <ul className="flex gap-1 px-(--gutter) py-2 lg:sticky lg:top-0 lg:flex-col lg:py-6 lg:pe-4">
          {items.map((item) => (
            <li key={item.href}>
              <NavLink href={item.href} isExact={item.isExact ?? false} className={itemStyle}>
                <Icon name={item.icon} className="text-base" />
                {item.label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 grow flex-col">{children}</div>
    </div>
  );
}
