import type { CSSProperties, ReactNode } from 'react';
import { cx } from './class-names';

/** Properties of {@link Skeleton}. */
export interface SkeletonProps {
  /** Gives the width, height and rounding of what will stand here. */
  readonly className?: string;
  readonly style?: CSSProperties;
}

/** The place of something that is on its way, in its final shape. */
export function Skeleton({ className, style }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      style={style}
      className={cx('block animate-pulse rounded-sm bg-sunken', className)}
    />
  );
}

const lineWidths = ['100%', '94%', '98%', '88%', '62%'] as const;

/** Lines of text on their way; the last is short, as in a paragraph. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number }) {
  return (
    <span className="block space-y-2.5">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never change places
          key={index}
          className="h-[1em]"
          style={{ inlineSize: index === lines - 1 ? lineWidths[4] : (lineWidths[index % 4] ?? '100%') }}
        />
      ))}
    </span>
  );
}

/** Holds skeletons and says once, to screen readers, that something is loading. */
export function Loading({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div aria-busy="true">
      <span role="status" className="sr-only">
        {label}
      </span>
      {children}
    </div>
  );
}
