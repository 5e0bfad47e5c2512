'use client';

import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Form, type FormError } from '@/components/ui/form';
import { Link } from '@/components/ui/link';
import { ErrorState } from '@/components/ui/states';

/** Stops the deletion of an account by the token of the address, at a press: programs that open links stop nothing. */
export function KeepAccountHere() {
  const t = useTranslations('privacy');
  const token = useSearchParams().get('token');
  return token === null ? <ErrorState title={t('keepMissing')} /> : <KeepAccount token={token} />;
}

function KeepAccount({ token }: { readonly token: string }) {
  const t = useTranslations('privacy');
  const failureText = useFailureText();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [state, setState] = useState<'asking' | 'sending' | 'kept'>('asking');
  const keep = async () => {
    setState('sending');
    setErrors([]);
    try {
      const { plainTrpc } = await import('@/components/trpc/plain-client');
      await plainTrpc.privacy.withdrawErasureByLink.mutate({ token });
      setState('kept');
    } catch (error) {
      setErrors([{ field: null, message: failureText(failureOf(error)) }]);
      setState('asking');
    }
  };
  if (state === 'kept') {
    return (
      <div role="status" className="space-y-4">
        <p className="font-semibold">{t('keptTitle')}</p>
        <p>{t('keptBody')}</p>
        <p>
          <Link href="/learn">{t('toLearning')}</Link>
        </p>
      </div>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === 'asking') void keep();
  };
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <Button type="submit" variant="primary" isPending={state === 'sending'}>
        {t('keepAccount')}
      </Button>
    </Form>
  );
}
