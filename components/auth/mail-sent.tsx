'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/form';

/** Properties of {@link MailSent}. */
export interface MailSentProps {
  readonly email: string;
  /** Orders the same mail once more; what it throws is shown. */
  readonly onSendAgain: () => Promise<void>;
}

/** Says that a confirmation is on its way, and sends it again on request. Takes the focus when it appears. */
export function MailSent({ email, onSendAgain }: MailSentProps) {
  const t = useTranslations('auth');
  const { errors, isPending, send } = useAuthForm();
  const [isSentAgain, setSentAgain] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const sendAgain = () =>
    send(async () => {
      await onSendAgain();
      setSentAgain(true);
    });
  return (
    <div className="space-y-4">
      <h2 ref={heading} tabIndex={-1} className="font-serif text-xl font-semibold outline-none">
        {t('mailSentTitle')}
      </h2>
      <p>{t('mailSentBody', { email })}</p>
      <p className="text-ink-muted">{t('mailSentHelp')}</p>
      <ErrorSummary errors={errors} />
      <p role="status">{isSentAgain ? t('sentAgain') : null}</p>
      <Button variant="secondary" isPending={isPending} onClick={sendAgain}>
        {t('sendAgain')}
      </Button>
    </div>
  );
}
