'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useSyncExternalStore } from 'react';
import { CodeField } from '@/components/auth/code-field';
import { textOf } from '@/components/auth/form-values';
import { PasskeyEnded } from '@/components/auth/passkey';
import { PasswordField } from '@/components/auth/password-field';
import { signInBy } from '@/components/auth/sign-in-by';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { proveByPasskey } from '@/components/auth/use-passkey-sign-in';
import { trpc } from '@/components/trpc/client';
import { answerProof, isProofAsked, subscribeProof } from '@/components/trpc/step-up-queue';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Form } from '@/components/ui/form';
import { ButtonLink } from '@/components/ui/link';
import { SkeletonText } from '@/components/ui/skeleton';
import type { SecondFactor } from '@/server/domains/auth/contract';

/** Asks who the person is whenever an act needs it; see `stepUpLink`. */
export function StepUpDialog() {
  const t = useTranslations('auth');
  const isOpen = useSyncExternalStore(subscribeProof, isProofAsked, () => false);
  const { data } = trpc.auth.secondFactor.useQuery(undefined, {
    enabled: isOpen,
    // A passkey may have been added since the page came.
    staleTime: 0,
  });
  return (
    <Dialog isOpen={isOpen} onClose={() => answerProof(false)} title={t('proofTitle')} size="sm">
      <p className="mb-5 text-ink-muted">{t('proofLead')}</p>
      {data === undefined ? <SkeletonText lines={3} /> : <Proof by={data.provenBy} />}
      {data?.hasPasskey === true ? <PasskeyProof /> : null}
    </Dialog>
  );
}

function Proof({ by }: { readonly by: SecondFactor['provenBy'] }) {
  return by === 'sign_in' ? <SignInAgain /> : <ProofForm by={by} />;
}

/** A passkey proves its person whatever else the account has. */
function PasskeyProof() {
  const t = useTranslations('auth');
  const { errors, isPending, send, setErrors } = useAuthForm();
  const failureText = useFailureText();
  const tell = (message: string) => setErrors([{ field: null, message }]);
  const prove = async () => {
    try {
      const refusal = await proveByPasskey();
      if (refusal === null) answerProof(true);
      else tell(failureText({ code: refusal, details: { seconds: 60 } }));
    } catch (error) {
      if (!(error instanceof PasskeyEnded)) throw error;
      tell(t('proofPasskeyDismissed'));
    }
  };
  return (
    <div className="mt-5 space-y-3 border-t border-rule pt-5">
      {errors[0] === undefined ? null : <Banner tone="danger" isLive title={errors[0].message} />}
      <Button isPending={isPending} onClick={() => send(prove)}>
        {t('proofByPasskey')}
      </Button>
    </div>
  );
}

/** Who has neither password nor app comes in by another account or a mailed link, and does so once more. */
function SignInAgain() {
  const t = useTranslations('auth');
  const [path, query] = [usePathname(), useSearchParams().toString()];
  const returnTo = query === '' ? path : `${path}?${query}`;
  return (
    <div className="space-y-4">
      <p>{t('proofBySignIn')}</p>
      <ButtonLink variant="primary" href={`/sign-in?${new URLSearchParams({ returnTo })}`}>
        {t('signInAgain')}
      </ButtonLink>
    </div>
  );
}

/** The controls have names of their own: the page under the dialog may have fields of the same kind. */
const kinds = {
  password: { field: 'proofPassword', wrong: 'auth/current_password_wrong' },
  code: { field: 'proofCode', wrong: 'auth/code_wrong' },
} as const;

function ProofForm({ by }: { readonly by: 'password' | 'code' }) {
  const t = useTranslations('auth');
  const { errors, errorOf, isPending, send, setErrors } = useAuthForm();
  const failureText = useFailureText();
  const { field, wrong } = kinds[by];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = textOf(new FormData(event.currentTarget), field);
    send(async () => {
      const refusal = await signInBy('proof', { [by]: given });
      if (refusal === null) {
        answerProof(true);
        return;
      }
      const isWrong = refusal === wrong || refusal === 'auth/wrong_credentials';
      const message = failureText({ code: isWrong ? wrong : refusal, details: { seconds: 60 } });
      setErrors([{ field: isWrong ? field : null, message }]);
    });
  };
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      {by === 'code' ? (
        <CodeField name="proofCode" error={errorOf('proofCode')} />
      ) : (
        <PasswordField
          name="proofPassword"
          label={t('password')}
          autoComplete="current-password"
          error={errorOf('proofPassword')}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('proofAction')}
        </Button>
        <Button onClick={() => answerProof(false)}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
