'use client';

import { useEffect, useRef } from 'react';
import { trpc } from '@/components/trpc/client';

/** Marks what is on the screen as read once it is there, so that the bell and the next visit know. */
export function MarkRead({ upToId }: { readonly upToId: string }) {
  const cache = trpc.useUtils();
  const { mutate } = trpc.notifications.markRead.useMutation({
    onSuccess: () => void cache.notifications.unread.invalidate(),
  });
  const marked = useRef<string>(undefined);
  useEffect(() => {
    // Effects run twice in development; the same notification is marked once.
    if (marked.current === upToId) return;
    marked.current = upToId;
    mutate({ upToId });
  }, [upToId, mutate]);
  return null;
}
