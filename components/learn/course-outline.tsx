'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { ProgressBar } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import { NewSince } from './new-since';
import { useOutline } from './outline-cache';
import { OutlineList } from './outline-list';
import { OutlineSkeleton } from './skeletons';

/**
 * The outline beside the lesson; on phones a strip with the progress that opens it. It stays as it is, scrolled and folded,
 * while people go from lesson to lesson.
 */
export function CourseOutline({ courseSlug }: { readonly courseSlug: string }) {
  const { data: outline, isPending } = useOutline(courseSlug);
  const currentSlug = useSelectedLayoutSegment();
  if (isPending) return <OutlineSkeleton />;
  if (outline === undefined) return null;
  return (
    <>
      <aside className="hidden border-rule lg:block lg:w-80 lg:shrink-0 lg:border-e">
        <div className="sticky top-0 max-h-dvh overflow-y-auto ps-(--gutter) pe-4 pt-8 pb-10">
          <OutlineHead outline={outline} />
          <div className="mt-4">
            <OutlineList outline={outline} currentSlug={currentSlug} />
          </div>
        </div>
      </aside>
      <PhoneOutline outline={outline} currentSlug={currentSlug} />
    </>
  );
}

function OutlineHead({ outline }: { readonly outline: OutlineView }) {
  const t = useTranslations('learn');
  const { completedLessons, totalLessons } = outline.progress;
  return (
    <div>
      <p className="font-serif text-lg leading-snug font-semibold">
        <Link href={`/courses/${outline.courseSlug}`} variant="quiet">
          {outline.courseTitle}
        </Link>
      </p>
      {outline.access === 'learner' ? (
        <>
          <ProgressBar
            value={completedLessons}
            total={totalLessons}
            label={t('progressIn', { course: outline.courseTitle })}
            className="mt-3"
          />
          <p className="mt-1.5 text-sm text-ink-muted tabular-nums">
            {t('lessonsDone', { done: completedLessons, total: totalLessons })}
          </p>
        </>
      ) : null}
      <OutlineNews outline={outline} />
    </div>
  );
}

/** What came to the course since this learner was last done with it, and what its author says about that. */
function OutlineNews({ outline: { courseSlug, newSince, news } }: { readonly outline: OutlineView }) {
  const t = useTranslations('learn');
  return (
    <>
      {newSince === null ? null : <NewSince courseSlug={courseSlug} newSince={newSince} />}
      {news === null ? null : (
        <div className="mt-3 rounded-md bg-info-soft px-3 py-2 text-sm">
          <p className="flex flex-wrap gap-x-2">
            <span className="font-semibold">{t('newsTitle')}</span>
            <span className="text-ink-muted">
              <RelativeTime value={news.at.toISOString()} />
            </span>
          </p>
          <p className="break-words">{news.note}</p>
        </div>
      )}
    </>
  );
}

interface PhoneOutlineProps {
  readonly outline: OutlineView;
  readonly currentSlug: string | null;
}

function PhoneOutline({ outline, currentSlug }: PhoneOutlineProps) {
  const t = useTranslations('learn');
  const [isOpen, setOpen] = useState(false);
  const { completedLessons: done, totalLessons: total } = outline.progress;
  // Going to another lesson is what the drawer was opened for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when the lesson changes
  useEffect(() => setOpen(false), [currentSlug]);
  return (
    <section aria-label={t('outline')} className="border-b border-rule px-(--gutter) py-2 lg:hidden">
      <div className="flex items-center gap-3">
        <Button size="sm" aria-haspopup="dialog" icon={<Icon name="menu" />} onClick={() => setOpen(true)}>
          {t('outline')}
        </Button>
        {outline.access === 'learner' ? (
          <>
            <ProgressBar
              value={done}
              total={total}
              label={t('progressIn', { course: outline.courseTitle })}
              className="min-w-0 grow"
            />
            <span className="text-xs text-ink-muted tabular-nums" aria-hidden="true">
              {t('countShort', { done, total })}
            </span>
          </>
        ) : null}
      </div>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={outline.courseTitle}
        placement="panel"
        size="sm"
      >
        <OutlineNews outline={outline} />
        <OutlineList outline={outline} currentSlug={currentSlug} />
      </Dialog>
    </section>
  );
}
