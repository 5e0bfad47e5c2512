'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/banner';
import type { ReleaseFinding } from '@/server/domains/content/contract/release';

/** As many as are read to the end. */
const mostShown = 10;

/** Properties of {@link Findings}. */
export interface FindingsProps {
  readonly title: string;
  readonly findings: readonly ReleaseFinding[];
  readonly tone: 'warning' | 'danger';
  readonly className?: string;
}

/** What the prover found, each at its lesson. Renders nothing when it found nothing. */
export function Findings({ title, findings, tone, className }: FindingsProps) {
  const t = useTranslations('release.found');
  if (findings.length === 0) return null;
  return (
    <Banner tone={tone} title={title} isLive {...(className === undefined ? {} : { className })}>
      <ul className="mt-1 list-disc ps-5">
        {findings.slice(0, mostShown).map(({ lessonId, kind, title: lesson, path }) => (
          <li key={`${lessonId} ${kind} ${path.join()}`}>
            {t(kind, { title: lesson, path: path.join(kind === 'cycle' ? ' → ' : ', ') })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
