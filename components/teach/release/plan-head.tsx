'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Switch } from '@/components/ui/choice';
import { showToast } from '@/components/ui/toast-queue';
import type { ReleaseFinding, ReleasePlan } from '@/server/domains/content/contract/release';
import { Findings } from './findings';

/** Properties of {@link PlanHead}. */
export interface PlanHeadProps {
  readonly courseSlug: string;
  readonly plan: ReleasePlan;
}

/** What holds for the whole course: whether it is taken in order, and what is wrong with its rules as they are. */
export function PlanHead({ courseSlug, plan }: PlanHeadProps) {
  const t = useTranslations('release');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const [refused, setRefused] = useState<readonly ReleaseFinding[]>([]);
  const set = trpc.content.setSequential.useMutation({
    onSuccess: (answer) => {
      cache.content.release.setData({ courseSlug }, answer.plan);
      setRefused(answer.refused);
      if (answer.isSaved) showToast(t(answer.plan.isSequential ? 'sequentialOn' : 'sequentialOff'));
    },
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
  });
  const isSequential = set.isPending ? set.variables.isSequential : plan.isSequential;
  return (
    <div className="mb-4 max-w-reading">
      <Switch
        name="sequential"
        label={t('sequential')}
        hint={t('sequentialHint')}
        checked={isSequential}
        onChange={({ target }) => {
          setRefused([]);
          set.mutate({ courseSlug, isSequential: target.checked });
        }}
      />
      <Findings title={t('refused')} findings={refused} tone="danger" className="mt-3" />
      <Findings title={t('findings')} findings={plan.findings} tone="warning" className="mt-3" />
    </div>
  );
}
