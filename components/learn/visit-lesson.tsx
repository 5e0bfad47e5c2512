'use client';

import { useEffect } from 'react';
import { trpc } from '@/components/trpc/client';

/**
 * Tells the server that this lesson is open, so that "continue" leads here on every device. A prefetched page is not
 * mounted and therefore no visit; a visit that cannot be told is no reason to disturb anybody.
 */
export function VisitLesson({ lessonId }: { readonly lessonId: string }) {
  const { client } = trpc.useUtils();
  useEffect(() => {
    client.enrollments.visitLesson.mutate({ lessonId }).catch(() => undefined);
  }, [client, lessonId]);
  return null;
}
