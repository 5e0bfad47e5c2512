import { Skeleton } from '@/components/ui/skeleton';

const rows = ['1', '2', '3', '4', '5', '6'];

/** The room a table takes, until it is there. */
export function TableSkeleton() {
  return (
    <div className="space-y-3" aria-hidden="true">
      <Skeleton className="h-10 w-full" />
      {rows.map((row) => (
        <Skeleton key={row} className="h-12 w-full" />
      ))}
    </div>
  );
}
