'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { useSentForm } from '@/components/trpc/use-sent-form';
import { Button } from '@/components/ui/button';
import { CheckboxGroup } from '@/components/ui/choice';
import { Form } from '@/components/ui/form';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import type { CategoryView } from '@/server/domains/courses/contract';

/** Properties of {@link InterestsForm}. */
export interface InterestsFormProps {
  readonly chosen: readonly string[];
  readonly categories: readonly Pick<CategoryView, 'slug' | 'name'>[];
  /** Offers to answer later; the question is not asked again. */
  readonly isDismissible?: boolean;
}

/** What a person wants to learn: subjects to tick. Courses are suggested by them. */
export function InterestsForm({ chosen, categories, isDismissible = false }: InterestsFormProps) {
  const t = useTranslations('profile');
  const router = useRouter();
  const [interests, setInterests] = useState(chosen);
  const { errors, isPending, send } = useSentForm(() => undefined);
  const { mutateAsync } = trpc.profiles.saveInterests.useMutation();
  const save = (wanted: readonly string[], told: string | null) =>
    send(async () => {
      await mutateAsync({ interests: [...wanted] });
      if (told !== null) showToast(told);
      // What is suggested is made on the server.
      router.refresh();
    });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save(interests, t('interestsSaved'));
  };
  return (
    <Form errors={errors} onSubmit={submit} method="post">
      <CheckboxGroup
        name="interests"
        label={t('interestsTitle')}
        isLabelHidden
        options={categories.map(({ slug, name }) => ({ value: slug, label: name }))}
        value={interests}
        onChange={setInterests}
        className="grid gap-x-8 sm:grid-cols-2"
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button type="submit" variant={isDismissible ? 'primary' : 'secondary'} isPending={isPending}>
          {t('interestsSave')}
        </Button>
        {isDismissible ? (
          <Button variant="quiet" disabled={isPending} onClick={() => save([], null)}>
            {t('interestsLater')}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}
