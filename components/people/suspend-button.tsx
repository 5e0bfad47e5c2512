'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Form, type FormError } from '@/components/ui/form';
import { TextArea } from '@/components/ui/text-field';
import { useAct } from './use-act';

/** A reason is a sentence the person can do something with. */
const leastReason = 10;

/** Suspends a person, with a reason that they are told. */
export function SuspendButton({ userId, name }: { readonly userId: string; readonly name: string }) {
  const t = useTranslations('people');
  const [isOpen, setOpen] = useState(false);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const act = useAct();
  const suspend = trpc.people.suspend.useMutation({
    onSuccess: () => act.done(t('suspendDone', { name })),
    onError: act.failed,
    onSettled: () => setOpen(false),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = textOf(new FormData(event.currentTarget), 'reason').trim();
    const isTooShort = reason.length < leastReason;
    setErrors(isTooShort ? [{ field: 'reason', message: t('reasonTooShort') }] : []);
    if (!isTooShort && !suspend.isPending) suspend.mutate({ userId, reason });
  };
  const error = errors[0]?.message;
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        {t('suspend')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('suspendTitle', { name })}>
        <p className="mb-5">{t('suspendBody')}</p>
        <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reasonHint')}
            maxLength={500}
            {...(error === undefined ? {} : { error })}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="danger" isPending={suspend.isPending}>
              {t('suspend')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
