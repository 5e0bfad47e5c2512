'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { OutlineList } from '@/components/learn/outline-list';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import type { OutlineView } from '@/server/domains/enrollments/contract';
import type { PreviewView } from '@/server/domains/studio/contract';
import { previewHref } from './preview-href';

/** The outline alone: the words of the lesson are on the page already. */
type Outlined = Pick<PreviewView, 'courseSlug' | 'courseTitle' | 'language' | 'sections'>;

/** Properties of {@link PreviewOutline}. */
export interface PreviewOutlineProps {
  readonly view: Outlined;
  /** The address of the lesson on the page. */
  readonly currentSlug: string | null;
  readonly from: string;
}

/** An outline as somebody who begins would see it. */
function asOutline({ courseSlug, courseTitle, language, sections }: Outlined): OutlineView {
  const lessons = sections.flatMap((section) => section.lessons);
  return {
    ...{ courseId: '', courseSlug, courseTitle, language, zone: 'UTC', access: 'learner' },
    ...{ enrollmentId: null, completedAt: null, continueWith: null, newSince: null, news: null },
    progress: { completedLessons: 0, totalLessons: lessons.length, percent: 0, isCompleted: false },
    sections: sections.map((section) => ({
      ...section,
      lessons: section.lessons.map((lesson) => ({
        ...lesson,
        ...{ isCompleted: false, isNew: false, lock: null, closesAt: null },
      })),
    })),
  };
}

/** The outline beside the lesson, as learners have it; on phones behind a button. Its links stay within the preview. */
export function PreviewOutline({ view, currentSlug, from }: PreviewOutlineProps) {
  const t = useTranslations('learn');
  const [isOpen, setOpen] = useState(false);
  const list = (
    <OutlineList
      outline={asOutline(view)}
      currentSlug={currentSlug}
      hrefOf={(slug) => previewHref(view.courseSlug, from, slug)}
    />
  );
  return (
    <>
      <aside className="hidden border-rule lg:block lg:w-80 lg:shrink-0 lg:border-e">
        <div className="sticky top-12 max-h-dvh overflow-y-auto ps-(--gutter) pe-4 pt-8 pb-10">
          <p className="font-serif text-lg leading-snug font-semibold">{view.courseTitle}</p>
          <div className="mt-4">{list}</div>
        </div>
      </aside>
      <div className="border-b border-rule px-(--gutter) py-2 lg:hidden">
        <Button size="sm" aria-haspopup="dialog" icon={<Icon name="menu" />} onClick={() => setOpen(true)}>
          {t('outline')}
        </Button>
        <Dialog
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          title={view.courseTitle}
          placement="panel"
          size="sm"
        >
          {list}
        </Dialog>
      </div>
    </>
  );
}
