import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Catalogue } from '@/components/catalog/catalogue';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { Main, PageHeader } from '@/components/shell/page';
import { getCatalogueView } from '@/server/domains/search/cached';
import { catalogueAddress } from '@/server/domains/search/contract';

/**
 * The answer depends on the address and waits for it, so that it comes in one piece and in order, with scripts or
 * without (ADR 0007).
 */
export const instant = false;

/** Every narrowed list points to the whole catalogue as its canonical page. */
export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('catalog')]);
  return publicPageMetadata({ locale, path: '/courses', title: t('title'), description: t('description') });
}

/** The part of the catalogue that an address asks for. */
export default async function SearchPage({ searchParams }: PageProps<'/[locale]/search'>) {
  const [t, locale, search] = await Promise.all([getTranslations('catalog'), getLocale(), searchParams]);
  const address = catalogueAddress.parse(search);
  return (
    <Main>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Catalogue address={address} {...(await getCatalogueView(address, locale))} />
    </Main>
  );
}
