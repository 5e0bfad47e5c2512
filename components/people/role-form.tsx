'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { type PersonRole, personRoles } from '@/server/domains/people/contract';
import { useAct } from './use-act';

/** Properties of {@link RoleForm}. */
export interface RoleFormProps {
  readonly userId: string;
  readonly name: string;
  readonly role: PersonRole;
}

/** Gives a person another role, after a question: it signs them out everywhere. */
export function RoleForm({ userId, name, role }: RoleFormProps) {
  const t = useTranslations('people');
  const [wish, setWish] = useState<PersonRole | null>(null);
  const act = useAct();
  const change = trpc.people.changeRole.useMutation({
    onSuccess: () => act.done(t('roleDone')),
    onError: act.failed,
    onSettled: () => setWish(null),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = textOf(new FormData(event.currentTarget), 'role');
    const to = personRoles.find((one) => one === chosen);
    if (to !== undefined && to !== role) setWish(to);
  };
  return (
    <form
      // The list shows the role there is now whenever it changes.
      key={role}
      onSubmit={submit}
      method="post"
      className="flex flex-wrap items-end gap-3"
    >
      <Select
        name="role"
        label={t('role')}
        defaultValue={role}
        options={personRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      <Button type="submit">{t('changeRole')}</Button>
      <Dialog
        isAlert
        isOpen={wish !== null}
        onClose={() => setWish(null)}
        title={t('roleTitle', { name, role: wish === null ? '' : t(`roles.${wish}`) })}
        size="sm"
        footer={
          <>
            <Button
              variant="primary"
              isPending={change.isPending}
              onClick={() => wish !== null && change.mutate({ userId, from: role, to: wish })}
            >
              {t('changeRole')}
            </Button>
            <Button onClick={() => setWish(null)}>{t('cancel')}</Button>
          </>
        }
      >
        <p>{t('roleBody')}</p>
      </Dialog>
    </form>
  );
}
