import { useTranslations } from 'next-intl';
import { Loading, Skeleton, SkeletonText } from '@/components/ui/skeleton';

/** The outline on its way: beside the lesson, and as the strip of phones. */
export function OutlineSkeleton() {
  return (
    <>
      <div className="hidden border-rule lg:block lg:w-80 lg:shrink-0 lg:border-e">
        <div className="ps-(--gutter) pe-4 pt-8">
          <Skeleton className="h-6 w-4/5" />
          <Skeleton className="mt-4 h-2 w-full rounded-full" />
          <Skeleton className="mt-2 h-4 w-2/5" />
          <div className="mt-8 space-y-5">
            {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
              <Skeleton key={key} className="h-8 w-full" />
            ))}
          </div>
        </div>
      </div>
      <div className="border-b border-rule px-(--gutter) py-2 lg:hidden">
        <Skeleton className="h-8 w-full coarse:h-11" />
      </div>
    </>
  );
}

/** A lesson on its way. */
export function LessonSkeleton() {
  const t = useTranslations('ui');
  return (
    <Loading label={t('loading')}>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="mt-3 h-10 w-3/4" />
      <div className="mt-10 text-md">
        <SkeletonText lines={6} />
        <div className="mt-8">
          <SkeletonText lines={7} />
        </div>
      </div>
    </Loading>
  );
}

/** "My learning" on its way: the course to go on with, and the list below. */
export function DashboardSkeleton() {
  const t = useTranslations('ui');
  return (
    <Loading label={t('loading')}>
      <div className="grid gap-8 md:grid-cols-[1fr_1.4fr]">
        <Skeleton className="aspect-video w-full rounded-lg" />
        <div>
          <Skeleton className="h-5 w-24" />
          <Skeleton className="mt-3 h-9 w-4/5" />
          <Skeleton className="mt-6 h-2 w-full" />
          <Skeleton className="mt-8 h-11 w-56 rounded-md" />
        </div>
      </div>
      <div className="mt-14 space-y-6">
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} className="h-20 w-full" />
        ))}
      </div>
    </Loading>
  );
}
