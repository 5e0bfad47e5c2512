'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { enterBy } from '@/components/auth/sign-in-by';
import { useAuthForm, useReturnTo } from '@/components/auth/use-auth-form';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';

/** Properties of {@link LinkForm}. */
export interface LinkFormProps {
  readonly token: string;
  readonly returnTo: string | null;
}

/** Signs in by a mailed link, at a press: mail programs that open links to look behind them use up nothing. */
export function LinkForm({ token, returnTo }: LinkFormProps) {
  const t = useTranslations('auth');
  const { errors, isPending, send, setErrors } = useAuthForm();
  const failureText = useFailureText();
  const target = useReturnTo(returnTo);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(async () => {
      const code = await enterBy('magic_link', { token }, target);
      if (code !== null)
        setErrors([{ field: null, message: failureText({ code, details: { seconds: 60 } }) }]);
    });
  };
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('linkUseAction')}
      </Button>
      {errors.length === 0 ? null : (
        <p>
          <Link href="/sign-in/by-mail">{t('newLink')}</Link>
        </p>
      )}
    </Form>
  );
}
