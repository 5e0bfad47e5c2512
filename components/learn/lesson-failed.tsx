'use client';

import { useTranslations } from 'next-intl';
import { Main } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';

/** A lesson that could not be shown, with the way to try again; the outline beside it stays. */
export function LessonFailed({ retry }: { readonly retry: () => void }) {
  const t = useTranslations('learn');
  const ui = useTranslations('ui');
  return (
    <Main width="reading" className="lg:px-12">
      <ErrorState
        title={t('failedTitle')}
        action={
          <Button variant="primary" onClick={retry}>
            {ui('retry')}
          </Button>
        }
      >
        {t('failedBody')}
      </ErrorState>
    </Main>
  );
}
