import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

/** Says to a learner why this page is not theirs, and where theirs are. */
export function NotAnInstructor() {
  const t = useTranslations('teach');
  return (
    <EmptyState
      icon="lock"
      title={t('forbiddenTitle')}
      action={<ButtonLink href="/learn">{t('backToLearning')}</ButtonLink>}
    >
      {t('forbiddenBody')}
    </EmptyState>
  );
}
