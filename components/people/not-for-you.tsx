import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';

/** Says that looking after accounts is for others. */
export function NotForYou() {
  const t = useTranslations('people');
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
