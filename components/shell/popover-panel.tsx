'use client';

import type { MouseEvent, ReactNode } from 'react';
import { cx } from '@/components/ui/class-names';

/** Properties of {@link PopoverPanel}. */
export interface PopoverPanelProps {
  /** Named by the `popoverTarget` of the button that opens it. */
  readonly id: string;
  readonly className?: string;
  readonly children: ReactNode;
}

// The header outlives a navigation inside the application, so a panel has to close behind its own links.
function closeAfterLink(event: MouseEvent<HTMLDivElement>): void {
  if (event.target instanceof Element && event.target.closest('a') !== null)
    event.currentTarget.hidePopover();
}

/**
 * A panel of the header on the browser's own popover: it opens without our scripts, closes on Escape and on a press
 * outside, and gives the focus back.
 */
export function PopoverPanel({ id, className, children }: PopoverPanelProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what people press; this only follows them
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link pressed by keyboard is a click as well
    <div
      id={id}
      popover="auto"
      onClick={closeAfterLink}
      className={cx(
        'rounded-lg border border-rule bg-raised text-ink shadow-overlay open:animate-enter',
        className,
      )}
    >
      {children}
    </div>
  );
}
