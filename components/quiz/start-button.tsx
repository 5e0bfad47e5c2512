'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button, type ButtonProps } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { useRouter } from '@/i18n/navigation';

/** Properties of {@link StartButton}. */
export interface StartButtonProps extends Pick<ButtonProps, 'variant'> {
  readonly lessonId: string;
  readonly isAgain?: boolean;
}

/** Opens an attempt, or goes on with the one that is open; the page then comes back with its questions. */
export function StartButton({ lessonId, isAgain = false, variant = 'primary' }: StartButtonProps) {
  const t = useTranslations('quiz');
  const failureText = useFailureText();
  const { client } = trpc.useUtils();
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const start = () =>
    startTransition(async () => {
      setError(null);
      try {
        await client.assessments.start.mutate({ lessonId });
        startTransition(() => router.refresh());
      } catch (thrown) {
        setError(failureText(failureOf(thrown)));
      }
    });
  return (
    <div>
      <Button variant={variant} isPending={isPending} onClick={start}>
        {isAgain ? t('tryAgain') : t('start')}
      </Button>
      <div role="alert">{error === null ? null : <FieldError>{error}</FieldError>}</div>
    </div>
  );
}
