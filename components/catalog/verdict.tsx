import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LogoMark } from '@/components/brand/logo';
import { Banner } from '@/components/ui/banner';
import { DateTime } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import type { CertificateView } from '@/server/domains/certificates/contract';
import { VerifyForm } from './verify-form';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-6 border-b border-rule py-2.5 sm:grid-cols-[12rem_1fr]">
      <dt className="text-ink-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ certificate }: { readonly certificate: CertificateView }) {
  const t = useTranslations('certificates.verify');
  const { code, instructorName, completedAt, issuedAt } = certificate;
  return (
    <dl className="mt-8 border-t border-rule">
      <Fact name={t('teacher')}>{instructorName}</Fact>
      <Fact name={t('completed')}>
        <DateTime value={completedAt} />
      </Fact>
      <Fact name={t('issued')}>
        <DateTime value={issuedAt} />
      </Fact>
      <Fact name={t('code')}>
        <span className="font-mono tracking-wide">{code}</span>
      </Fact>
    </dl>
  );
}

/** What the platform says about a certificate it has issued. */
export function Verdict({ certificate }: { readonly certificate: CertificateView }) {
  const t = useTranslations('certificates.verify');
  const { learnerName, courseTitle, courseSlug, revokedAt } = certificate;
  return (
    <>
      {revokedAt === null ? (
        <Banner tone="success" title={t('validTitle')}>
          {t('validText')}
        </Banner>
      ) : (
        <Banner tone="danger" title={t('revokedTitle')}>
          {t.rich('revokedText', { date: () => <DateTime value={revokedAt} /> })}
        </Banner>
      )}
      <article className="mt-8 rounded-lg border border-edge bg-surface px-6 py-8 sm:px-10 sm:py-10 print:border-0 print:p-0">
        <LogoMark className="size-9" />
        <p className="mt-8 text-ink-muted">{t('certifies')}</p>
        <p className="mt-1 font-serif text-3xl font-semibold">{learnerName}</p>
        <p className="mt-5 text-ink-muted">{t('completedCourse')}</p>
        <p className="mt-1 font-serif text-xl font-semibold">
          {courseSlug === null ? courseTitle : <Link href={`/courses/${courseSlug}`}>{courseTitle}</Link>}
        </p>
        <Facts certificate={certificate} />
      </article>
      <section aria-labelledby="meaning" className="mt-10 max-w-reading">
        <h2 id="meaning" className="font-serif text-xl font-semibold">
          {t('meaningTitle')}
        </h2>
        <p className="mt-2 text-ink-muted">{t('meaning')}</p>
        <p className="mt-2 text-ink-muted">{t('notMeaning')}</p>
      </section>
    </>
  );
}

/** What the platform says about a code it has never issued, and what to try. */
export function NoSuchCertificate({ typed }: { readonly typed: string }) {
  const t = useTranslations('certificates.verify');
  return (
    <>
      <Banner tone="warning" title={t('unknownTitle')}>
        {t('unknownText')}
      </Banner>
      <div className="mt-8">
        <VerifyForm typed={typed} />
      </div>
    </>
  );
}
