'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Form, type FormError } from '@/components/ui/form';
import { TextArea } from '@/components/ui/text-field';
import type { InvitePlan } from '@/server/domains/courses/contract/lifecycle';

const troubled = ['bad_address', 'too_often'];

function PlanTable({ plan, isDone }: { readonly plan: InvitePlan; readonly isDone: boolean }) {
  const t = useTranslations('access');
  const lines = plan.lines.map((line, index) => ({ ...line, number: index + 1 }));
  return (
    <DataTable
      caption={isDone ? t('doneCaption') : t('planCaption')}
      rows={lines}
      rowKey={({ number }) => String(number)}
      columns={[
        {
          key: 'email',
          header: t('address'),
          isRowHeader: true,
          cell: ({ email }) => <span className="break-all">{email}</span>,
        },
        {
          key: 'outcome',
          header: isDone ? t('happened') : t('wouldHappen'),
          cell: ({ outcome }) => (
            <span className={troubled.includes(outcome) ? 'text-danger' : ''}>
              {t(isDone ? `done.${outcome}` : `plan.${outcome}`)}
            </span>
          ),
        },
      ]}
    />
  );
}

function useInvites(courseSlug: string) {
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const check = trpc.courses.checkInvitations.useMutation();
  const send = trpc.courses.sendInvitations.useMutation({
    onSettled: async () => await cache.courses.invitations.invalidate({ courseSlug }),
  });
  const onError = (error: unknown) => {
    const failure = failureOf(error);
    const field = failure.fields.some(({ path }) => path === 'list') ? 'list' : null;
    setErrors([{ field, message: failureText(failure) }]);
  };
  return {
    ...{ errors, check, send },
    run: (act: typeof check, list: string) => {
      setErrors([]);
      act.mutate({ courseSlug, list }, { onError });
    },
    forget: () => {
      setErrors([]);
      check.reset();
      send.reset();
    },
  };
}

/** Invites people by a pasted list: first what each address would get, then, at a second press, exactly that. */
export function InvitePeople({ courseSlug }: { readonly courseSlug: string }) {
  const t = useTranslations('access');
  const [list, setList] = useState('');
  const { errors, check, send, run, forget } = useInvites(courseSlug);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!check.isPending && list.trim() !== '') run(check, list);
  };
  const error = errors.find(({ field }) => field === 'list')?.message;
  const plan = send.data ?? check.data;
  const isDone = send.data !== undefined;
  return (
    <section aria-labelledby="invite-title" className="max-w-reading">
      <h2 id="invite-title" className="mb-2 font-serif text-lg font-semibold">
        {t('inviteTitle')}
      </h2>
      <Form errors={errors} onSubmit={submit} method="post" className="space-y-4">
        <TextArea
          name="list"
          label={t('list')}
          hint={t('listHint')}
          rows={5}
          spellCheck={false}
          value={list}
          onChange={({ target }) => {
            setList(target.value);
            forget();
          }}
          error={error}
        />
        <Button
          type="submit"
          variant={check.data === undefined ? 'primary' : 'secondary'}
          isPending={check.isPending}
        >
          {t('check')}
        </Button>
      </Form>
      {plan === undefined ? null : (
        <div className="mt-5 space-y-4">
          <Banner isLive tone={isDone ? 'success' : 'info'}>
            {t(isDone ? 'doneSummary' : 'planSummary', { count: plan.effective })}
          </Banner>
          {!isDone && plan.effective > 0 ? (
            <Button variant="primary" isPending={send.isPending} onClick={() => run(send, list)}>
              {t('invite', { count: plan.effective })}
            </Button>
          ) : null}
          <PlanTable plan={plan} isDone={isDone} />
        </div>
      )}
    </section>
  );
}
