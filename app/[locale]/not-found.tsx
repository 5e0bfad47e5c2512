import { getTranslations } from 'next-intl/server';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';
import { Main } from '@/components/shell/page';
import { ButtonLink } from '@/components/ui/link';

/** The answer to an address that leads nowhere, with two ways on. */
export default async function NotFound() {
  const t = await getTranslations('errors');
  return (
    <>
      <Header />
      <Main>
        <p aria-hidden="true" className="font-serif text-5xl text-ink-faint">
          404
        </p>
        <h1 className="mt-4 font-serif text-3xl font-semibold">{t('notFoundTitle')}</h1>
        <p className="mt-3 max-w-reading text-md text-ink-muted">{t('notFoundBody')}</p>
        <p className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href="/courses" variant="primary">
            {t('toCourses')}
          </ButtonLink>
          <ButtonLink href="/">{t('toHome')}</ButtonLink>
        </p>
      </Main>
      <Footer />
    </>
  );
}
