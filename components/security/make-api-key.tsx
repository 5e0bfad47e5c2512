'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { textOf } from '@/components/auth/form-values';
import { trpc } from '@/components/trpc/client';
import { useSentForm } from '@/components/trpc/use-sent-form';
import { Button } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/choice';
import { Form } from '@/components/ui/form';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import {
  type ApiKeyMade,
  apiKeyLives,
  apiKeyNameLength,
  offeredScopes,
} from '@/server/domains/auth/contract/api-keys';

const wrong = { keyName: 'nameWrong', scopes: 'scopesWrong', days: 'daysWrong' } as const;

const isField = (path: string): path is keyof typeof wrong => Object.hasOwn(wrong, path);

function useMakeForm() {
  const t = useTranslations('keys');
  return useSentForm((path) => (isField(path) ? t(wrong[path]) : undefined));
}

const errorProp = (error: string | undefined) => (error === undefined ? {} : { error });

/** The form that makes an API key. */
export function MakeApiKey({ onMade }: { readonly onMade: (made: ApiKeyMade) => void }) {
  const t = useTranslations('keys');
  const { errors, errorOf, isPending, send } = useMakeForm();
  const cache = trpc.useUtils();
  const { mutateAsync } = trpc.auth.addApiKey.useMutation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const chosen = data.getAll('scopes');
    const scopes = offeredScopes.filter((scope) => chosen.includes(scope));
    const days = apiKeyLives.find((one) => String(one) === textOf(data, 'days')) ?? 30;
    send(async () => {
      const made = await mutateAsync({ keyName: textOf(data, 'keyName'), scopes, days });
      await cache.auth.apiKeys.invalidate();
      onMade(made);
    });
  };
  return (
    <>
      <h2 id="api-keys-make" className="font-serif text-xl font-semibold">
        {t('makeTitle')}
      </h2>
      <p className="mt-1 mb-5 text-ink-muted">{t('makeLead')}</p>
      <Form errors={errors} onSubmit={submit} className="max-w-144 space-y-6" method="post">
        <TextField
          name="keyName"
          label={t('name')}
          hint={t('nameHint')}
          maxLength={apiKeyNameLength}
          autoComplete="off"
          className="max-w-108"
          {...errorProp(errorOf('keyName'))}
        />
        <CheckboxGroup
          name="scopes"
          label={t('scopes')}
          hint={t('scopesHint')}
          options={offeredScopes.map((scope) => ({
            value: scope,
            label: t(`scope.${scope}`),
            hint: t(`scopeHint.${scope}`),
          }))}
          {...errorProp(errorOf('scopes'))}
        />
        <Select
          name="days"
          label={t('days')}
          hint={t('daysHint')}
          defaultValue="90"
          options={apiKeyLives.map((days) => ({ value: String(days), label: t('dayCount', { days }) }))}
          {...errorProp(errorOf('days'))}
        />
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('make')}
        </Button>
      </Form>
    </>
  );
}
