'use client';

import { useLinkStatus } from 'next/link';
import type { ReactNode } from 'react';
import { Spinner } from './spinner';

/**
 * Stands inside a link in the place of its icon, and turns while the page it leads to is on its way: for pages that
 * wait for what they show and so have no skeleton of their own.
 */
export function LinkWaiting({ children }: { readonly children: ReactNode }) {
  const { pending } = useLinkStatus();
  return pending ? <Spinner /> : children;
}
