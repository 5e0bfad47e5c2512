import { useTranslations } from 'next-intl';
import { Icon } from './icon';
import { ButtonLink } from './link';

/** Properties of {@link Pagination}; an absent address means that there is no such page. */
export interface PaginationProps {
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
}

/** Goes through a list by its cursors. There are no page numbers, because nobody counts the rows. */
export function Pagination({ previousHref, nextHref }: PaginationProps) {
  const t = useTranslations('ui');
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <nav aria-label={t('pagination')} className="mt-8 flex justify-between gap-4">
      {previousHref === undefined ? (
        <span />
      ) : (
        <ButtonLink href={previousHref} rel="prev" icon={<Icon name="arrow-previous" />}>
          {t('previousPage')}
        </ButtonLink>
      )}
      {nextHref === undefined ? null : (
        <ButtonLink href={nextHref} rel="next">
          {t('nextPage')}
          <Icon name="arrow-next" />
        </ButtonLink>
      )}
    </nav>
  );
}
