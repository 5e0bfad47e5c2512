'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { trpc } from '@/components/trpc/client';
import { Link } from '@/components/ui/link';

/**
 * Says how much of a published course is not published yet, and leads to the comparison; it follows every change that is
 * saved on the page. Renders nothing while everybody sees what is saved.
 */
export function PendingChanges({ courseSlug }: { readonly courseSlug: string }) {
  const t = useTranslations('versions');
  const cache = trpc.useUtils();
  const mutations = useQueryClient().getMutationCache();
  const { data } = trpc.content.pending.useQuery({ courseSlug });
  useEffect(
    () =>
      mutations.subscribe(({ type, mutation }) => {
        if (type === 'updated' && mutation.state.status === 'success')
          void cache.content.pending.invalidate();
      }),
    [mutations, cache],
  );
  const count = data?.count ?? 0;
  return (
    <span role="status">
      {count === 0 ? null : (
        <Link href={`/teach/courses/${courseSlug}/publish`}>{t('pending', { count })}</Link>
      )}
    </span>
  );
}
