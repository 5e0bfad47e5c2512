import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { HomeCourses } from '@/components/catalog/home-courses';
import { HomeLead, HomeTitle } from '@/components/catalog/home-title';
import { HowItWorks } from '@/components/catalog/how-it-works';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { Main } from '@/components/shell/page';
import { getCatalogue, getCategories } from '@/server/domains/search/cached';

/** Describes the school. */
export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('home')]);
  const title = t('metaTitle');
  const page = publicPageMetadata({ locale, path: '', title, description: t('lead') });
  return { ...page, title: { absolute: title } };
}

/** The first page: what this school teaches, how to find it, and what is new. The same file for everybody. */
export default async function HomePage() {
  const locale = await getLocale();
  const [categories, { items }] = await Promise.all([getCategories(locale), getCatalogue({}, locale)]);
  return (
    <Main>
      <HomeTitle categories={categories} />
      <HomeLead />
      <HomeCourses courses={items} />
      <HowItWorks />
    </Main>
  );
}
