import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/banner';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

/** Properties of {@link NoAccess}. */
export interface NoAccessProps {
  readonly courseSlug: string;
  readonly reason: 'not_enrolled' | 'access_revoked';
}

/** A lesson that is not open to this person, and the way in. */
export function NoAccess({ courseSlug, reason }: NoAccessProps) {
  const t = useTranslations('learn');
  const isRevoked = reason === 'access_revoked';
  return (
    <>
      <h1 className="mb-6 font-serif text-3xl font-semibold max-sm:text-2xl">{t('lockedTitle')}</h1>
      <EmptyState
        icon="lock"
        title={isRevoked ? t('revokedTitle') : t('notEnrolledTitle')}
        action={
          <>
            {isRevoked ? null : (
              <ButtonLink href={`/enrol/${courseSlug}`} variant="primary" prefetch={false}>
                {t('enrol')}
              </ButtonLink>
            )}
            <ButtonLink href={`/courses/${courseSlug}`}>{t('aboutCourse')}</ButtonLink>
          </>
        }
      >
        {isRevoked ? t('revokedBody') : t('notEnrolledBody')}
      </EmptyState>
    </>
  );
}

/** Says on a preview that nothing is kept yet, and offers to enrol. */
export function PreviewBanner({ courseSlug }: { readonly courseSlug: string }) {
  const t = useTranslations('learn');
  return (
    <Banner
      className="mb-8"
      title={t('previewTitle')}
      actions={
        <ButtonLink href={`/enrol/${courseSlug}`} variant="primary" size="sm" prefetch={false}>
          {t('enrol')}
        </ButtonLink>
      }
    >
      {t('previewBody')}
    </Banner>
  );
}
