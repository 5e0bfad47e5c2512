'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Form, type FormError } from '@/components/ui/form';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { erasureReasons, graceDays } from '@/server/domains/privacy/contract';
import { useAct } from './use-act';

/** Properties of {@link EraseButton}. */
export interface EraseButtonProps {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** Orders that a person is forgotten who has asked outside the site, with their address typed and the reason chosen. */
export function EraseButton({ name, ...person }: EraseButtonProps) {
  const t = useTranslations('people');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {t('erase')}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('eraseTitle', { name })}>
        <p className="mb-5">{t('eraseBody', { days: graceDays })}</p>
        <EraseForm {...person} name={name} onClose={close} />
      </Dialog>
    </>
  );
}

function EraseForm({ userId, name, email, onClose }: EraseButtonProps & { readonly onClose: () => void }) {
  const t = useTranslations('people');
  const failureText = useFailureText();
  const act = useAct();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const erase = trpc.privacy.eraseFor.useMutation({
    onSuccess: () => {
      act.done(t('eraseDone', { name }));
      onClose();
    },
    onError: (thrown) => {
      const failure = failureOf(thrown);
      const field = failure.fields.some(({ path }) => path === 'confirmation') ? 'confirmation' : null;
      setErrors([{ field, message: failureText(failure) }]);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const reason = erasureReasons.find((one) => one === textOf(data, 'reason'));
    if (erase.isPending || reason === undefined) return;
    setErrors([]);
    erase.mutate({
      userId,
      reason,
      confirmation: textOf(data, 'confirmation'),
      keepCertificates: data.has('keepCertificates'),
      keepReviews: data.has('keepReviews'),
    });
  };
  return (
    <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
      <Select
        name="reason"
        label={t('eraseReason')}
        options={erasureReasons.map((value) => ({ value, label: t(`eraseReasons.${value}`) }))}
      />
      <div>
        <Checkbox name="keepCertificates" label={t('eraseKeepCertificates')} />
        <Checkbox name="keepReviews" label={t('eraseKeepReviews')} />
      </div>
      <TextField
        name="confirmation"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        label={t('eraseConfirmation')}
        hint={<span className="break-all">{email}</span>}
        error={errors.find(({ field }) => field === 'confirmation')?.message}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="danger" isPending={erase.isPending}>
          {t('erase')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
