'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { Form, type FormError } from '@/components/ui/form';
import { TextArea } from '@/components/ui/text-field';
import type { InvitePlan } from '@/server/domains/people/contract';

const troubled = ['bad_address', 'bad_role', 'role_not_yours', 'unknown_course', 'kept_out'];

function PlanTable({ plan, isDone }: { readonly plan: InvitePlan; readonly isDone: boolean }) {
  const t = useTranslations('people');
  return (
    <DataTable
      caption={isDone ? t('inviteDoneCaption') : t('invitePlanCaption')}
      rows={plan.lines}
      rowKey={({ line }) => String(line)}
      columns={[
        { key: 'line', header: t('line'), align: 'end', cell: ({ line }) => line },
        {
          key: 'email',
          header: t('email'),
          isRowHeader: true,
          cell: ({ email }) => <span className="break-all">{email}</span>,
        },
        { key: 'name', header: t('name'), cell: ({ name }) => name },
        { key: 'course', header: t('course'), cell: ({ course }) => course },
        {
          key: 'outcome',
          header: isDone ? t('happened') : t('wouldHappen'),
          cell: ({ outcome }) => (
            <span className={troubled.includes(outcome) ? 'text-danger' : ''}>
              {t(isDone ? `outcomesDone.${outcome}` : `outcomes.${outcome}`)}
            </span>
          ),
        },
      ]}
    />
  );
}

function useInvites() {
  const failureText = useFailureText();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const check = trpc.people.checkInvites.useMutation();
  const send = trpc.people.sendInvites.useMutation();
  const onError = (error: unknown) => {
    const failure = failureOf(error);
    const field = failure.fields.some(({ path }) => path === 'csv') ? 'csv' : null;
    setErrors([{ field, message: failureText(failure) }]);
  };
  return {
    errors,
    check,
    send,
    run: (act: typeof check, csv: string) => {
      setErrors([]);
      act.mutate({ csv }, { onError });
    },
    forget: () => {
      setErrors([]);
      check.reset();
      send.reset();
    },
  };
}

/** Invites many people by a list: first what each line would do, then, at a second press, exactly that. */
export function InviteForm() {
  const t = useTranslations('people');
  const [csv, setCsv] = useState('');
  const { errors, check, send, run, forget } = useInvites();
  const change = (text: string) => {
    setCsv(text);
    forget();
  };
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file !== undefined) change(await file.text());
    // The same file can be chosen again after it was mended.
    target.value = '';
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!check.isPending) run(check, csv);
  };
  const error = errors.find(({ field }) => field === 'csv')?.message;
  const plan = send.data ?? check.data;
  return (
    <>
      <Form errors={errors} onSubmit={submit} className="max-w-reading space-y-5" method="post">
        <label className="block">
          <span className="font-semibold">{t('file')}</span>
          <input
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => void choose(event)}
            className="mt-1.5 block w-full text-sm file:me-4 file:min-h-10 file:rounded-md file:border file:border-rule-strong file:bg-surface file:px-4"
          />
        </label>
        <TextArea
          name="csv"
          label={t('csv')}
          hint={t('csvHint')}
          rows={8}
          spellCheck={false}
          value={csv}
          onChange={({ target }) => change(target.value)}
          {...(error === undefined ? {} : { error })}
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
        <section aria-label={t('result')} className="mt-8 space-y-5">
          <Banner isLive tone={send.data === undefined ? 'info' : 'success'}>
            {send.data === undefined
              ? t('planSummary', { count: plan.effective, lines: plan.lines.length })
              : t('doneSummary', { count: plan.effective })}
          </Banner>
          {send.data === undefined && plan.effective > 0 ? (
            <Button variant="primary" isPending={send.isPending} onClick={() => run(send, csv)}>
              {t('invite', { count: plan.effective })}
            </Button>
          ) : null}
          <PlanTable plan={plan} isDone={send.data !== undefined} />
        </section>
      )}
    </>
  );
}
