import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { PrivacyNotice } from '@/components/privacy/privacy-notice';
import { Main, PageHeader } from '@/components/shell/page';

/** Describes the notice. */
export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('privacy')]);
  return publicPageMetadata({
    locale,
    path: '/privacy',
    title: t('noticeTitle'),
    description: t('noticeLead'),
  });
}

/** What is kept about people, what is kept in their browser, and the terms of use. */
export default async function PrivacyPage() {
  const t = await getTranslations('privacy');
  return (
    <Main width="reading">
      <PageHeader title={t('noticeTitle')} lead={t('noticeLead')} />
      <PrivacyNotice />
    </Main>
  );
}
