'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import { Spinner } from '@/components/ui/spinner';
import { useOutline } from './outline-cache';

/** How often a certificate that is being made is asked for, in ms, should the live message not arrive. */
const askEveryMs = 4_000;

/** Properties of {@link CourseCompleted}. */
export interface CourseCompletedProps {
  readonly courseSlug: string;
  /** Whether the lesson is the last of the course, where the end is always told. */
  readonly isLastLesson: boolean;
}

/** The end of a course: said once, calmly, with the certificate as soon as it exists. */
export function CourseCompleted({ courseSlug, isLastLesson }: CourseCompletedProps) {
  const { data: outline } = useOutline(courseSlug);
  const isCompleted = outline?.access === 'learner' && outline.progress.isCompleted;
  const [wasCompleted] = useState(isCompleted);
  const isNew = isCompleted && !wasCompleted;
  if (outline === undefined || !isCompleted || !(isNew || isLastLesson)) return null;
  return <Celebration courseId={outline.courseId} courseTitle={outline.courseTitle} isNew={isNew} />;
}

interface CelebrationProps {
  readonly courseId: string;
  readonly courseTitle: string;
  readonly isNew: boolean;
}

function Celebration({ courseId, courseTitle, isNew }: CelebrationProps) {
  const t = useTranslations('learn');
  const heading = useRef<HTMLHeadingElement>(null);
  const certificate = trpc.certificates.findMine.useQuery(
    { courseId },
    { refetchInterval: (query) => (query.state.data == null ? askEveryMs : false) },
  );
  const code = certificate.data?.code;
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  return (
    <section className="mt-12 animate-rise rounded-lg border-s-4 border-marker bg-marker-soft px-6 py-6">
      <h2 ref={heading} tabIndex={-1} className="font-serif text-2xl font-semibold outline-none">
        {t('courseCompletedTitle')}
      </h2>
      <p className="mt-2 max-w-reading text-md">{t('courseCompletedBody', { course: courseTitle })}</p>
      <div role="status" className="mt-5 flex min-h-11 flex-wrap items-center gap-3">
        {code === undefined ? (
          <p className="flex items-center gap-2.5">
            <Spinner />
            {t('certificateOnItsWay')}
          </p>
        ) : (
          <>
            <ButtonLink href={`/verify/${code}`} variant="primary" icon={<Icon name="certificate" />}>
              {t('seeCertificate')}
            </ButtonLink>
            <ButtonLink href="/courses">{t('findNextCourse')}</ButtonLink>
          </>
        )}
      </div>
    </section>
  );
}
