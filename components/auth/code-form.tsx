'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { CodeField } from '@/components/auth/code-field';
import { textOf } from '@/components/auth/form-values';
import { enterBy } from '@/components/auth/sign-in-by';
import { useAuthForm, useReturnTo } from '@/components/auth/use-auth-form';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Link } from '@/components/ui/link';

/** Properties of {@link CodeForm}. */
export interface CodeFormProps {
  /** The sign-in that waits for its second factor. */
  readonly challenge: string;
  readonly returnTo: string | null;
}

const isAtField = (code: string): boolean => code === 'auth/code_wrong' || code === 'auth/wrong_credentials';

/** The second step of a sign-in: a code, and the person is in. */
export function CodeForm({ challenge, returnTo }: CodeFormProps) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send, setErrors } = useAuthForm();
  const [isOver, setOver] = useState(false);
  const failureText = useFailureText();
  const target = useReturnTo(returnTo);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = textOf(new FormData(event.currentTarget), 'code');
    send(async () => {
      const refusal = await enterBy('second_factor', { token: challenge, code }, target);
      if (refusal === null) return;
      setOver(refusal === 'auth/sign_in_again');
      // An empty or far too short code is refused by its shape, which next-auth words as wrong credentials.
      const message = failureText({
        code: isAtField(refusal) ? 'auth/code_wrong' : refusal,
        details: { seconds: 60 },
      });
      setErrors([{ field: isAtField(refusal) ? 'code' : null, message }]);
    });
  };
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <CodeField error={errorOf('code')} />
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('signInAction')}
      </Button>
      {isOver ? (
        <p>
          <Link href={`/sign-in?${new URLSearchParams({ returnTo: target })}`}>{t('startAgain')}</Link>
        </p>
      ) : null}
    </Form>
  );
}
