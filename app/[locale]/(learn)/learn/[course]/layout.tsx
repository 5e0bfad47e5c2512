import { type ReactNode, Suspense } from 'react';
import { CourseOutline } from '@/components/learn/course-outline';
import { OutlineSkeleton } from '@/components/learn/skeletons';
import { HydrateClient, prefetch } from '@/components/trpc/hydration';

type CourseLayoutProps = LayoutProps<'/[locale]/learn/[course]'>;

/** The frame of a course's lessons: the outline stays while people go from lesson to lesson. Pages check who may be here. */
export default function CourseLayout({ children, params }: CourseLayoutProps): ReactNode {
  return (
    <div className="mx-auto flex w-full max-w-wide grow flex-col lg:flex-row">
      <Suspense fallback={<OutlineSkeleton />}>
        <Outline params={params} />
      </Suspense>
      {children}
    </div>
  );
}

async function Outline({ params }: Pick<CourseLayoutProps, 'params'>) {
  const { course } = await params;
  await prefetch.enrollments.outline.prefetch({ courseSlug: course });
  return (
    <HydrateClient>
      <CourseOutline courseSlug={course} />
    </HydrateClient>
  );
}
