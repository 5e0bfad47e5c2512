import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { NothingOpen } from '@/components/learn/lesson-locked';
import { LessonSkeleton } from '@/components/learn/skeletons';
import { Main } from '@/components/shell/page';
import { ButtonLink } from '@/components/ui/link';
import { EmptyState } from '@/components/ui/states';
import { redirect } from '@/i18n/navigation';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type CourseProps = PageProps<'/[locale]/learn/[course]'>;

/** Leads to the lesson to continue with. */
export default function CoursePage({ params }: CourseProps) {
  return (
    <Main width="reading">
      <Suspense fallback={<LessonSkeleton />}>
        <Continue params={params} />
      </Suspense>
    </Main>
  );
}

async function Continue({ params }: Pick<CourseProps, 'params'>) {
  const { course } = await params;
  await requireSignedIn(`/learn/${course}`);
  const outline = await orNotFound(api.enrollments.outline({ courseSlug: course }));
  const { access, continueWith, sections } = outline;
  const locale = await getLocale();
  if (continueWith !== null) redirect({ href: `/learn/${course}/${continueWith.slug}`, locale });
  if (access === 'visitor') redirect({ href: `/courses/${course}`, locale });
  if (sections.some(({ lessons }) => lessons.length > 0)) return <NothingOpen outline={outline} />;
  const t = await getTranslations('learn');
  return (
    <EmptyState
      icon="book"
      title={t('noLessonsTitle')}
      action={<ButtonLink href="/learn">{t('toMyLearning')}</ButtonLink>}
    >
      {t('noLessonsBody')}
    </EmptyState>
  );
}
