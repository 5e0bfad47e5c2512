'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Form, type FormError } from '@/components/ui/form';
import { Select, type SelectOption } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { useRouter } from '@/i18n/navigation';
import { courseLevels, createCourseInput, detailLimits } from '@/server/domains/courses/contract';
import { languageOptions } from './language-options';

const fields = ['title', 'category', 'level', 'language'] as const;

/** Begins a course with what it cannot be without; everything else comes afterwards. */
export function NewCourseForm({ categories }: { readonly categories: readonly SelectOption[] }) {
  const t = useTranslations('studio');
  const locale = useLocale();
  const router = useRouter();
  const failureText = useFailureText();
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const wordOf = (field: (typeof fields)[number]) =>
    t(`details.errors.${field}`, { most: detailLimits.title });
  const create = trpc.courses.create.useMutation({
    onSuccess: ({ courseSlug }) => router.push(`/teach/courses/${courseSlug}/details`),
    onError: (error) => {
      const failure = failureOf(error);
      const field = fields.find((one) => failure.fields.some(({ path }) => path === one)) ?? null;
      setErrors([{ field, message: failureText(failure) }]);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (create.isPending || create.isSuccess) return;
    const form = new FormData(event.currentTarget);
    const typed = Object.fromEntries(fields.map((field) => [field, textOf(form, field)]));
    const read = createCourseInput.safeParse(typed);
    if (read.success) {
      setErrors([]);
      create.mutate(read.data);
      return;
    }
    const wrong = new Set(read.error.issues.map(({ path }) => path[0]));
    setErrors(fields.filter((field) => wrong.has(field)).map((field) => ({ field, message: wordOf(field) })));
  };
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message;
  return (
    <Form errors={errors} onSubmit={submit} method="post" className="max-w-reading space-y-5">
      <TextField
        name="title"
        label={t('details.fields.title')}
        error={errorOf('title')}
        maxLength={detailLimits.title}
        autoComplete="off"
      />
      <Select
        name="category"
        label={t('details.fields.category')}
        error={errorOf('category')}
        options={categories}
      />
      <Select
        name="level"
        label={t('details.fields.level')}
        error={errorOf('level')}
        options={courseLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      <Select
        name="language"
        label={t('details.fields.language')}
        error={errorOf('language')}
        defaultValue={locale}
        options={languageOptions(locale, locale)}
      />
      <Button type="submit" variant="primary" isPending={create.isPending || create.isSuccess}>
        {t('new.create')}
      </Button>
    </Form>
  );
}
