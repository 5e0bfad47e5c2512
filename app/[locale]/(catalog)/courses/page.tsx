import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Catalogue } from '@/components/catalog/catalogue';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { Main, PageHeader } from '@/components/shell/page';
import { getCatalogueView } from '@/server/domains/search/cached';

/** Describes the catalogue. */
export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('catalog')]);
  return publicPageMetadata({ locale, path: '/courses', title: t('title'), description: t('description') });
}

/** The whole catalogue, newest first: the same file for everybody. What narrows it down leads to `/search`. */
export default async function CoursesPage() {
  const [t, locale] = await Promise.all([getTranslations('catalog'), getLocale()]);
  return (
    <Main>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Catalogue address={{}} {...(await getCatalogueView({}, locale))} />
    </Main>
  );
}
