import type { ReactNode } from 'react';
import { cx } from './class-names';

/** Properties of {@link Prose}. */
export interface ProseProps {
  readonly className?: string;
  /** Rendered Markdown: plain elements; the classes it may carry are listed in `docs/design-system.md`. */
  readonly children: ReactNode;
}

/** Sets rendered Markdown like a page of a good textbook. */
export function Prose({ className, children }: ProseProps) {
  return <div className={cx('prose', className)}>{children}</div>;
}
