'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Form, type FormError } from '@/components/ui/form';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import type { ScheduleView } from '@/server/domains/courses/contract/lifecycle';

/** Properties of {@link SchedulePanel}. */
export interface SchedulePanelProps {
  readonly courseSlug: string;
  readonly schedule: ScheduleView | null;
  /** Of the caller's profile. */
  readonly timeZone: string;
  readonly timeZones: readonly string[];
}

/** The zone of this device; until the page has woken up, that of the profile. */
function useZone(initial: string) {
  const [zone, setZone] = useState(initial);
  useEffect(() => {
    if (initial === 'UTC') setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [initial]);
  return [zone, setZone] as const;
}

function useSchedule(courseSlug: string, onSet: () => void) {
  const t = useTranslations('publishing.schedule');
  const router = useRouter();
  const failureText = useFailureText();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const set = trpc.courses.schedulePublishing.useMutation({
    onSuccess: () => {
      showToast(t('done'));
      onSet();
      router.refresh();
    },
    onError: (error) => {
      const failure = failureOf(error);
      const field = failure.fields[0]?.path ?? null;
      const isWrongTime = failure.code === 'platform/invalid_input' && field !== null;
      setErrors([{ field, message: isWrongTime ? t('badTime') : failureText(failure) }]);
    },
  });
  const cancel = trpc.courses.cancelSchedule.useMutation({
    onSuccess: () => showToast(t('cancelled')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: () => router.refresh(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (set.isPending) return;
    setErrors([]);
    const form = new FormData(event.currentTarget);
    const localTime = `${textOf(form, 'date')}T${textOf(form, 'time')}`;
    set.mutate({ courseSlug, localTime, timeZone: textOf(form, 'timeZone') });
  };
  return { errors, set, cancel, submit };
}

function Waiting({ schedule: { publishAt, timeZone } }: { readonly schedule: ScheduleView }) {
  const t = useTranslations('publishing.schedule');
  const format = useFormatter();
  const at = format.dateTime(publishAt, { dateStyle: 'full', timeStyle: 'short', timeZone });
  return (
    <p>
      {t.rich('waiting', {
        at: () => <time dateTime={publishAt.toISOString()}>{at}</time>,
        zone: timeZone.replaceAll('_', ' '),
      })}
    </p>
  );
}

/** Publishes a course at a time of day in a place; that can be changed and given up until then. */
export function SchedulePanel({ courseSlug, schedule, timeZone, timeZones }: SchedulePanelProps) {
  const t = useTranslations('publishing.schedule');
  const [isOpen, setOpen] = useState(false);
  const [zone, setZone] = useZone(schedule?.timeZone ?? timeZone);
  const { errors, set, cancel, submit } = useSchedule(courseSlug, () => setOpen(false));
  const isWaiting = schedule !== null && schedule.outcome === null;
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message;
  const [date, time] = isWaiting ? schedule.localTime.split('T') : [];
  const zones = [...new Set([zone, ...timeZones])];
  return (
    <section aria-labelledby="schedule-title" className="mb-8 max-w-reading space-y-3">
      <h2 id="schedule-title" className="font-serif text-lg font-semibold">
        {t('title')}
      </h2>
      {isWaiting ? <Waiting schedule={schedule} /> : null}
      {schedule?.outcome === 'not_ready' || schedule?.outcome === 'not_allowed' ? (
        <Banner tone="warning">{t(`failed.${schedule.outcome}`)}</Banner>
      ) : null}
      {isOpen ? (
        <Form errors={errors} onSubmit={submit} method="post" className="space-y-4">
          <div className="flex flex-wrap gap-4">
            <TextField
              name="date"
              type="date"
              label={t('date')}
              defaultValue={date}
              error={errorOf('localTime')}
            />
            <TextField name="time" type="time" label={t('time')} defaultValue={time ?? '09:00'} />
          </div>
          <Select
            name="timeZone"
            label={t('zone')}
            value={zone}
            error={errorOf('timeZone')}
            onChange={({ target }) => setZone(target.value)}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" isPending={set.isPending}>
              {t('set')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('close')}</Button>
          </div>
        </Form>
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => setOpen(true)}>{t(isWaiting ? 'change' : 'choose')}</Button>
          {isWaiting ? (
            <Button isPending={cancel.isPending} onClick={() => cancel.mutate({ courseSlug })}>
              {t('cancel')}
            </Button>
          ) : null}
        </div>
      )}
    </section>
  );
}
