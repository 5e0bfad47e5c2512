import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { publicPageMetadata } from '@/components/catalog/page-addresses';
import { VerifyForm } from '@/components/catalog/verify-form';
import { Main, PageHeader } from '@/components/shell/page';

/** Describes the check. */
export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('certificates.verify')]);
  return publicPageMetadata({ locale, path: '/verify', title: t('title'), description: t('lead') });
}

/** Where anybody checks a certificate they were shown. */
export default async function VerifyPage() {
  const t = await getTranslations('certificates.verify');
  return (
    <Main width="reading">
      <PageHeader title={t('title')} lead={t('lead')} />
      <VerifyForm />
    </Main>
  );
}
