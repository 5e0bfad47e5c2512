import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import type { CataloguePage } from '@/server/domains/search/contract';
import { catalogueHref, isNarrowed } from './catalogue-href';
import { CourseList } from './course-list';
import { Filters, type FiltersProps } from './filters';

/** Properties of {@link Catalogue}. */
export interface CatalogueProps extends FiltersProps {
  readonly page: CataloguePage;
}

function Nothing({ address }: Pick<CatalogueProps, 'address'>) {
  const t = useTranslations('catalog');
  const { q, ...rest } = address;
  if (!isNarrowed(address)) return <EmptyState title={t('noneYet')}>{t('noneYetHint')}</EmptyState>;
  return (
    <EmptyState
      title={q === undefined ? t('nothing') : t('nothingFor', { query: q })}
      action={
        <>
          {q === undefined || !isNarrowed(rest) ? null : (
            <ButtonLink href={catalogueHref({ q })}>{t('searchEverywhere', { query: q })}</ButtonLink>
          )}
          <ButtonLink href="/courses">{t('showAll')}</ButtonLink>
        </>
      }
    >
      {q === undefined ? t('tryFewer') : t('tryWords')}
    </EmptyState>
  );
}

/** The catalogue for one address: what narrows it, its courses, and the way on. */
export function Catalogue({ address, page, ...filters }: CatalogueProps) {
  const t = useTranslations('catalog');
  const { cursor, ...first } = address;
  const next = page.nextCursor === null ? undefined : catalogueHref({ ...first, cursor: page.nextCursor });
  return (
    <div>
      <Filters address={address} {...filters} />
      <h2 className="sr-only">
        {address.q === undefined ? t('results') : t('resultsFor', { query: address.q })}
      </h2>
      {page.items.length === 0 ? (
        <Nothing address={address} />
      ) : (
        <CourseList courses={page.items} level={3} />
      )}
      {/* Pages are cut by where the last one ended, so that the way back is to the first. */}
      <Pagination previousHref={cursor === undefined ? undefined : catalogueHref(first)} nextHref={next} />
    </div>
  );
}
