import { Skeleton } from '@/components/ui/skeleton';

/** The room a short form takes, until it is there. */
export function FormSkeleton() {
  return (
    <div className="space-y-5" aria-hidden="true">
      <Skeleton className="h-18 w-full" />
      <Skeleton className="h-18 w-full" />
      <Skeleton className="h-11 w-36" />
    </div>
  );
}
