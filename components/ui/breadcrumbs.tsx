import { useTranslations } from 'next-intl';
import { Icon } from './icon';
import { Link } from './link';

/** One step of {@link Breadcrumbs}. */
export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** Properties of {@link Breadcrumbs}. */
export interface BreadcrumbsProps {
  /** From the top to the page above this one; the page itself is its own heading. */
  readonly crumbs: readonly Crumb[];
}

/** The way back up, as links. */
export function Breadcrumbs({ crumbs }: BreadcrumbsProps) {
  const t = useTranslations('ui');
  return (
    <nav aria-label={t('breadcrumbs')}>
      <ol className="flex flex-wrap items-center gap-x-1.5 text-sm">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="inline-flex items-center gap-1.5">
            <Link href={crumb.href} variant="quiet" className="tap-target text-ink-muted">
              {crumb.label}
            </Link>
            <Icon name="chevron-next" className="size-[1em] text-ink-faint" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
