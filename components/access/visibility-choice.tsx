'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { RadioGroup } from '@/components/ui/choice';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import { type Visibility, visibilities } from '@/server/domains/courses/contract';

/** Properties of {@link VisibilityChoice}. */
export interface VisibilityChoiceProps {
  readonly courseSlug: string;
  readonly initial: Visibility;
  /** The whole address of the public page. */
  readonly address: string;
}

const isVisibility = (value: string): value is Visibility => visibilities.some((one) => one === value);

/** Chooses who can find a course; it holds at once, and can be taken back. */
export function VisibilityChoice({ courseSlug, initial, address }: VisibilityChoiceProps) {
  const t = useTranslations('access');
  const router = useRouter();
  const failureText = useFailureText();
  const [chosen, setChosen] = useState(initial);
  const set = trpc.courses.setVisibility.useMutation({ onSettled: () => router.refresh() });
  const choose = (visibility: Visibility, before: Visibility, mayUndo: boolean) => {
    setChosen(visibility);
    set.mutate(
      { courseSlug, visibility },
      {
        onSuccess: () =>
          showToast(
            t(`set.${visibility}`),
            mayUndo ? { onUndo: () => choose(before, visibility, false) } : {},
          ),
        onError: (error) => {
          setChosen(before);
          showToast(failureText(failureOf(error)), { tone: 'danger' });
        },
      },
    );
  };
  return (
    <section className="mb-10 max-w-reading">
      <RadioGroup
        name="visibility"
        label={<span className="font-serif text-lg">{t('who')}</span>}
        value={chosen}
        onChange={(value) => isVisibility(value) && value !== chosen && choose(value, chosen, true)}
        options={visibilities.map((value) => ({
          value,
          label: t(`visibility.${value}`),
          hint: t(`hint.${value}`),
        }))}
      />
      {chosen === 'unlisted' ? (
        <p className="mt-3">
          {t('link')} <code className="break-all">{address}</code>
        </p>
      ) : null}
    </section>
  );
}
