'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';

/** One mailbox agrees to a change of address, at a press: programs that open links to look behind them agree to nothing. */
export function ConfirmChange({ token }: { readonly token: string }) {
  const t = useTranslations('auth');
  const { errors, isPending, send } = useAuthForm();
  const [status, setStatus] = useState<'waiting' | 'changed' | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(async () => {
      const { plainTrpc } = await import('@/components/trpc/plain-client');
      setStatus((await plainTrpc.auth.confirmEmailChange.mutate({ token })).status);
    });
  };
  if (status !== null) {
    return (
      <div role="status" className="space-y-4">
        <p className="font-semibold">
          {status === 'changed' ? t('changeDoneTitle') : t('changeWaitingTitle')}
        </p>
        <p>{status === 'changed' ? t('changeDoneBody') : t('changeWaitingBody')}</p>
        <p>
          <Link href="/settings/security">{t('toSecurity')}</Link>
        </p>
      </div>
    );
  }
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('changeAction')}
      </Button>
    </Form>
  );
}
