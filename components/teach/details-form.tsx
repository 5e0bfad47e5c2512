'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { type ChangeEvent, type FormEvent, type ReactNode, useId } from 'react';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { Select, type SelectOption } from '@/components/ui/select';
import { TextArea, TextField } from '@/components/ui/text-field';
import { type CourseDetails, courseLevels, detailLimits } from '@/server/domains/courses/contract';
import { DetailsConflict } from './details-conflict';
import type { DetailsField } from './details-draft';
import { languageOptions } from './language-options';
import { SaveState } from './save-state';
import { useDetailsDraft } from './use-details-draft';

/** Properties of {@link DetailsForm}. */
export interface DetailsFormProps {
  readonly initial: CourseDetails;
  readonly categories: readonly SelectOption[];
  /** Where the public pages are, to show a whole address. */
  readonly origin: string;
}

const mostOf: Partial<Record<DetailsField, number>> = {
  title: detailLimits.title,
  subtitle: detailLimits.subtitle,
  descriptionMd: detailLimits.descriptionMd,
  audience: detailLimits.audience,
};

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-5">
      <h2 id={id} className="font-serif text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function useWords() {
  const t = useTranslations('studio.details');
  const failureText = useFailureText();
  return { t, failureText };
}

/** Edits what the public page of a course says; what is typed is never lost to a failure or to somebody else's save. */
export function DetailsForm({ initial, categories, origin }: DetailsFormProps) {
  const { t, failureText } = useWords();
  const levels = useTranslations('studio.levels');
  const format = useFormatter();
  const locale = useLocale();
  const form = useDetailsDraft(initial);
  const { draft, saved, faults, meanwhile } = form;
  const wordOf = (field: DetailsField) => t(`errors.${field}`, { most: mostOf[field] ?? 0 });
  const errors = faults.map((fault) => ({
    field: fault.field,
    message: fault.failure === null ? wordOf(fault.field) : failureText(fault.failure),
  }));
  const part = (name: DetailsField) => ({
    name,
    label: t(`fields.${name}`),
    value: draft[name],
    error: errors.find(({ field }) => field === name)?.message,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      form.write(name, event.target.value),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    form.send();
  };
  const lines = t('hints.lines', { most: detailLimits.lines });
  return (
    <Form errors={errors} onSubmit={submit} method="post" className="max-w-reading space-y-10">
      {meanwhile === null ? null : (
        <DetailsConflict meanwhile={meanwhile} draft={draft} onTakeTheirs={form.takeTheirs} />
      )}
      {saved.status === 'published' ? <Banner title={t('liveTitle')}>{t('liveBody')}</Banner> : null}
      <Group title={t('about')}>
        <TextField {...part('title')} autoComplete="off" />
        <TextField {...part('subtitle')} isOptional hint={t('hints.subtitle')} autoComplete="off" />
        <TextArea {...part('descriptionMd')} isOptional hint={t('hints.descriptionMd')} rows={8} />
        <TextArea {...part('outcomes')} isOptional hint={lines} />
      </Group>
      <Group title={t('forWhom')}>
        <TextArea {...part('requirements')} isOptional hint={lines} />
        <TextArea {...part('audience')} isOptional />
        <Select {...part('level')} options={courseLevels.map((value) => ({ value, label: levels(value) }))} />
        <Select {...part('language')} options={languageOptions(locale, draft.language)} />
      </Group>
      <Group title={t('find')}>
        <Select {...part('category')} options={categories} />
        <TextField {...part('tags')} isOptional hint={t('hints.tags', { most: detailLimits.tags })} />
        <TextField
          {...part('slug')}
          hint={t('hints.slug', { origin })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
        {saved.formerSlugs.length === 0 ? null : (
          <p className="text-ink-muted">{t('former', { list: format.list(saved.formerSlugs) })}</p>
        )}
      </Group>
      <div className="sticky bottom-0 z-10 -mx-2 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-rule bg-paper px-2 py-3">
        <Button type="submit" variant="primary" isPending={form.state === 'saving'}>
          {t('save')}
        </Button>
        <SaveState state={form.state} text={t(form.state)} />
      </div>
    </Form>
  );
}
