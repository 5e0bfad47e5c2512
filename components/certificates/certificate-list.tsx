import { useTranslations } from 'next-intl';
import { DownloadButton } from '@/components/certificates/download-button';
import { Badge } from '@/components/ui/badge';
import { ButtonLink, Link } from '@/components/ui/link';
import { ReaderTime } from '@/components/ui/reader-zone';
import { EmptyState } from '@/components/ui/states';
import type { CertificateList as Certificates } from '@/server/domains/certificates/contract';

/** A learner's certificates, latest first, each to look at, download and show around. */
export function CertificateList({ items }: Certificates) {
  const t = useTranslations('certificates');
  if (items.length === 0) {
    return (
      <EmptyState
        icon="certificate"
        title={t('emptyTitle')}
        action={<ButtonLink href="/learn">{t('emptyAction')}</ButtonLink>}
      >
        {t('emptyBody')}
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {items.map((certificate) => (
        <li
          key={certificate.code}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5"
        >
          <div className="min-w-0">
            <h2 className="font-serif text-lg font-semibold">
              <Link href={`/verify/${certificate.code}`} variant="quiet">
                {certificate.courseTitle}
              </Link>
            </h2>
            <p className="mt-1 text-sm text-ink-muted">
              {t.rich('completedOn', { date: () => <ReaderTime value={certificate.completedAt} /> })}{' '}
              <span className="whitespace-nowrap">{t('number', { code: certificate.code })}</span>
            </p>
          </div>
          {certificate.revokedAt === null ? (
            <DownloadButton code={certificate.code} course={certificate.courseTitle} />
          ) : (
            <Badge tone="danger">{t('revoked')}</Badge>
          )}
        </li>
      ))}
    </ul>
  );
}
