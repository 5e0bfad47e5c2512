'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { AlertDialog, Dialog } from '@/components/ui/dialog';
import { Form, type FormError } from '@/components/ui/form';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import type { StaffList } from '@/server/domains/courses/contract';
import { PlaceFields, placeOf } from './place-fields';

type Member = StaffList['items'][number];
type Of = { readonly courseSlug: string; readonly member: Member };

/** Properties of {@link CourseStaff}. */
export interface CourseStaffProps {
  readonly courseSlug: string;
  readonly initial: StaffList;
}

function useStaffAct(courseSlug: string) {
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  return {
    failed: (error: unknown) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    refresh: async () => await cache.courses.staff.invalidate({ courseSlug }),
  };
}

/** The staff of a course; whoever may, adds, changes and removes. */
export function CourseStaff({ courseSlug, initial }: CourseStaffProps) {
  const t = useTranslations('staff');
  const { data } = trpc.courses.staff.useQuery({ courseSlug }, { initialData: initial });
  return (
    <>
      <ul className="divide-y divide-rule border-y border-rule">
        {data.items.map((member) => (
          <li
            key={member.userId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4"
          >
            <div className="min-w-0">
              <h2 className="flex flex-wrap items-center gap-3 font-semibold">
                <Avatar name={member.name} picture={member.picture} />
                {member.name}
                {member.isCaller ? <Badge>{t('you')}</Badge> : null}
              </h2>
              <p className="text-ink-muted">{t(`roles.${member.role}`)}</p>
              {member.permissions.length === 0 ? null : (
                <p className="text-sm text-ink-muted">
                  {member.permissions.map((one) => t(`can.${one}`)).join(' · ')}
                </p>
              )}
            </div>
            {data.mayManage ? (
              <div className="flex flex-wrap gap-2">
                <ChangeButton courseSlug={courseSlug} member={member} />
                <RemoveButton courseSlug={courseSlug} member={member} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {data.mayManage ? (
        <AddForm courseSlug={courseSlug} />
      ) : (
        <p className="mt-5 text-ink-muted">{t('onlyOwners')}</p>
      )}
    </>
  );
}

function ChangeButton({ courseSlug, member }: Of) {
  const t = useTranslations('staff');
  const [isOpen, setOpen] = useState(false);
  const { failed, refresh } = useStaffAct(courseSlug);
  const change = trpc.courses.changeStaff.useMutation({
    onSuccess: () => showToast(t('changed', { name: member.name })),
    onError: failed,
    onSettled: async () => {
      setOpen(false);
      await refresh();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending) return;
    change.mutate({ courseSlug, userId: member.userId, ...placeOf(new FormData(event.currentTarget)) });
  };
  return (
    <>
      <Button size="sm" aria-label={t('changeOf', { name: member.name })} onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('changeTitle', { name: member.name })}
        size="sm"
      >
        <form onSubmit={submit} method="post" className="space-y-5">
          <PlaceFields id={member.userId} initial={member} />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" isPending={change.isPending}>
              {t('save')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}

function RemoveButton({ courseSlug, member }: Of) {
  const t = useTranslations('staff');
  const [isOpen, setOpen] = useState(false);
  const { failed, refresh } = useStaffAct(courseSlug);
  const remove = trpc.courses.removeStaff.useMutation({
    onSuccess: () => showToast(t('removed', { name: member.name })),
    onError: failed,
    onSettled: async () => {
      setOpen(false);
      await refresh();
    },
  });
  return (
    <>
      <Button size="sm" aria-label={t('removeOf', { name: member.name })} onClick={() => setOpen(true)}>
        {t('remove')}
      </Button>
      <AlertDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onConfirm={() => remove.mutate({ courseSlug, userId: member.userId })}
        title={t('removeTitle', { name: member.name })}
        confirmLabel={t('remove')}
        isPending={remove.isPending}
      >
        <p>{t('removeBody')}</p>
      </AlertDialog>
    </>
  );
}

function AddForm({ courseSlug }: { readonly courseSlug: string }) {
  const t = useTranslations('staff');
  const form = useRef<HTMLFormElement>(null);
  const failureText = useFailureText();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const { refresh } = useStaffAct(courseSlug);
  const add = trpc.courses.addStaff.useMutation({
    onSuccess: async () => {
      form.current?.reset();
      showToast(t('added'));
      await refresh();
    },
    onError: (error) => {
      const failure = failureOf(error);
      const isAddress = failure.fields.some(({ path }) => path === 'email');
      const message =
        failure.code === 'platform/invalid_input' && isAddress ? t('badAddress') : failureText(failure);
      setErrors([{ field: isAddress ? 'email' : null, message }]);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add.isPending) return;
    setErrors([]);
    const data = new FormData(event.currentTarget);
    add.mutate({ courseSlug, email: textOf(data, 'email'), ...placeOf(data) });
  };
  const error = errors.find(({ field }) => field === 'email')?.message;
  return (
    <section aria-labelledby="add-staff" className="mt-10">
      <h2 id="add-staff" className="mb-4 font-serif text-lg font-semibold">
        {t('addTitle')}
      </h2>
      <Form ref={form} errors={errors} onSubmit={submit} className="max-w-108 space-y-5" method="post">
        <TextField
          name="email"
          type="email"
          label={t('email')}
          hint={t('emailHint')}
          autoComplete="off"
          inputMode="email"
          autoCapitalize="none"
          {...(error === undefined ? {} : { error })}
        />
        <PlaceFields id="new" initial={{ role: 'assistant', permissions: [] }} />
        <Button type="submit" variant="primary" isPending={add.isPending}>
          {t('add')}
        </Button>
      </Form>
    </section>
  );
}
