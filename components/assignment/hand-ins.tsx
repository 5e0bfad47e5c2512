'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import type { SubmissionView } from '@/server/domains/assessments/contract/submissions';
import { WorkView } from './work-view';

const tones = { submitted: 'info', passed: 'success', needs_work: 'warning' } as const;

/** What was handed in, latest first, with what was said about it. */
export function HandIns({ handIns }: Pick<SubmissionView, 'handIns'>) {
  const t = useTranslations('assignment');
  if (handIns.length === 0) return null;
  return (
    <section aria-labelledby="hand-ins" className="mt-10">
      <h2 id="hand-ins" className="font-serif text-xl font-semibold">
        {t('history')}
      </h2>
      <ol className="mt-3 divide-y divide-rule border-y border-rule">
        {handIns.map((one) => (
          <li key={one.id} className="py-4">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong>{t('number', { number: one.number })}</strong>
              <Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>
              <span className="text-sm text-ink-muted">
                <RelativeTime value={one.submittedAt.toISOString()} />
              </span>
            </p>
            {one.feedbackMd === '' ? null : (
              <div className="mt-3 rounded-md bg-marker-soft px-4 py-3">
                <p className="text-sm font-semibold">{t('feedback')}</p>
                <p className="whitespace-pre-wrap break-words">{one.feedbackMd}</p>
              </div>
            )}
            <WorkView work={one} />
          </li>
        ))}
      </ol>
    </section>
  );
}
