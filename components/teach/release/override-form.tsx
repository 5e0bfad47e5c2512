'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { useSentForm } from '@/components/trpc/use-sent-form';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/choice';
import { Form } from '@/components/ui/form';
import { TextArea, TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { type LearnerView, longestReason } from '@/server/domains/enrollments/contract';
import { ownZone, ZoneList } from './zones';

type Lesson = LearnerView['sections'][number]['lessons'][number];

/** Properties of {@link OverrideForm}. */
export interface OverrideFormProps {
  readonly courseSlug: string;
  readonly enrollmentId: string;
  readonly name: string;
  readonly lesson: Lesson;
  readonly onClose: () => void;
}

function startOf({ override }: Lesson): string {
  return override === null || override.isOver ? 'rule' : override.opens;
}

/** Opens or locks a lesson for one learner, until a time or for good, with the reason. */
export function OverrideForm({ courseSlug, enrollmentId, name, lesson, onClose }: OverrideFormProps) {
  const t = useTranslations('release.learner');
  const all = useTranslations('release');
  const zoneList = useId();
  const [opens, setOpens] = useState(() => startOf(lesson));
  const [zone] = useState(ownZone);
  const cache = trpc.useUtils();
  const form = useSentForm((path) => {
    if (path === 'reason') return t('needReason');
    return path.startsWith('until') ? t('wrongUntil') : undefined;
  });
  const place = { courseSlug, enrollmentId, lessonId: lesson.id };
  const set = trpc.enrollments.setOverride.useMutation();
  const clear = trpc.enrollments.clearOverride.useMutation();
  const save = async (data: FormData) => {
    if (opens !== 'open' && opens !== 'closed') return await clear.mutateAsync(place);
    const at = textOf(data, 'until').slice(0, 16);
    const until = at === '' ? null : { at, zone: textOf(data, 'zone').trim() };
    return await set.mutateAsync({ ...place, opens, until, reason: textOf(data, 'reason') });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    form.send(async () => {
      cache.enrollments.learner.setData({ courseSlug, enrollmentId }, await save(data));
      showToast(t('saved', { title: lesson.title, name }));
      onClose();
    });
  };
  const errors = form.errors.map(({ field, message }) => ({
    field: field?.startsWith('until') === true ? 'until' : field,
    message,
  }));
  const errorOf = (field: string) => {
    const error = errors.find((one) => one.field === field)?.message;
    return error === undefined ? {} : { error };
  };
  return (
    <Form errors={errors} onSubmit={submit} method="post" noValidate className="space-y-5">
      <ZoneList id={zoneList} />
      <RadioGroup
        name="opens"
        label={t('opens')}
        value={opens}
        onChange={setOpens}
        options={[
          { value: 'rule', label: t('byRule') },
          { value: 'open', label: t('forceOpen') },
          { value: 'closed', label: t('forceClosed') },
        ]}
      />
      {opens === 'rule' ? null : (
        <>
          <div className="grid items-end gap-x-4 gap-y-5 sm:grid-cols-2">
            <TextField
              name="until"
              type="datetime-local"
              label={t('untilField')}
              isOptional
              {...errorOf('until')}
            />
            <TextField
              name="zone"
              label={all('zone')}
              list={zoneList}
              autoComplete="off"
              defaultValue={zone}
            />
          </div>
          <p className="text-sm text-ink-muted">{t('untilHint')}</p>
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reasonHint')}
            rows={2}
            maxLength={longestReason}
            defaultValue={lesson.override?.reason ?? ''}
            {...errorOf('reason')}
          />
        </>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={form.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}
