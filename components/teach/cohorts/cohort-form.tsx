'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { useSentForm } from '@/components/trpc/use-sent-form';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { NumberField, TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { type CohortFields, cohortLimits } from '@/server/domains/courses/contract';
import type { CohortList } from '@/server/domains/enrollments/contract';
import { ownZone, ZoneList } from '../release/zones';

/** Properties of {@link CohortForm}. */
export interface CohortFormProps {
  readonly courseSlug: string;
  /** Null for a new one. */
  readonly cohort: CohortList['cohorts'][number] | null;
  readonly onClose: () => void;
}

const names = [
  'name',
  'zone',
  'startsLocal',
  'endsLocal',
  'enrolFromLocal',
  'enrolUntilLocal',
  'capacity',
] as const;

function valuesOf(form: FormData): CohortFields {
  const time = (name: string) => textOf(form, name).slice(0, 16);
  const capacity = textOf(form, 'capacity').trim();
  return {
    name: textOf(form, 'name'),
    zone: textOf(form, 'zone').trim(),
    startsLocal: time('startsLocal'),
    endsLocal: time('endsLocal') || null,
    enrolFromLocal: time('enrolFromLocal') || null,
    enrolUntilLocal: time('enrolUntilLocal') || null,
    capacity: capacity === '' ? null : Number(capacity),
  };
}

/** Says what a cohort is called, when it is, and who may join it until when. */
export function CohortForm({ courseSlug, cohort, onClose }: CohortFormProps) {
  const t = useTranslations('release.cohorts');
  const all = useTranslations('release');
  const zoneList = useId();
  const [zone] = useState(() => cohort?.fields.zone ?? ownZone());
  const cache = trpc.useUtils();
  const form = useSentForm((path) => {
    const name = names.find((one) => path === one || path === `cohort.${one}`);
    return name === undefined ? undefined : t(`wrong.${name}`);
  });
  const create = trpc.courses.createCohort.useMutation();
  const change = trpc.courses.changeCohort.useMutation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values = valuesOf(new FormData(event.currentTarget));
    form.send(async () => {
      if (cohort === null) await create.mutateAsync({ courseSlug, cohort: values });
      else await change.mutateAsync({ courseSlug, cohortId: cohort.id, cohort: values });
      await cache.enrollments.cohorts.invalidate({ courseSlug });
      showToast(t('saved', { name: values.name }));
      onClose();
    });
  };
  const present = cohort?.fields;
  const errorOf = (name: string) => form.errorOf(`cohort.${name}`) ?? form.errorOf(name);
  const withError = (name: string) => {
    const error = errorOf(name);
    return error === undefined ? {} : { error };
  };
  const time = (name: 'startsLocal' | 'endsLocal' | 'enrolFromLocal' | 'enrolUntilLocal') => ({
    ...{ name, type: 'datetime-local', defaultValue: present?.[name] ?? '' },
    ...withError(name),
  });
  const errors = form.errors.map(({ field, message }) => ({
    field: field?.replace(/^cohort\./, '') ?? null,
    message,
  }));
  return (
    <Form errors={errors} onSubmit={submit} method="post" noValidate className="space-y-5">
      <ZoneList id={zoneList} />
      <TextField
        name="name"
        label={t('name')}
        maxLength={cohortLimits.name}
        autoComplete="off"
        defaultValue={present?.name ?? ''}
        {...withError('name')}
      />
      <div className="grid items-end gap-x-4 gap-y-5 sm:grid-cols-2">
        <TextField label={t('starts')} {...time('startsLocal')} />
        <TextField label={t('ends')} isOptional {...time('endsLocal')} />
        <TextField label={t('from')} isOptional {...time('enrolFromLocal')} />
        <TextField label={t('until')} isOptional {...time('enrolUntilLocal')} />
      </div>
      <p className="text-sm text-ink-muted">{t('untilHint')}</p>
      <TextField
        name="zone"
        label={all('zone')}
        hint={all('zoneHint')}
        list={zoneList}
        autoComplete="off"
        defaultValue={zone}
        {...withError('zone')}
      />
      <NumberField
        name="capacity"
        label={t('capacity')}
        hint={t('capacityHint')}
        isOptional
        defaultValue={present?.capacity ?? ''}
        {...withError('capacity')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={form.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
