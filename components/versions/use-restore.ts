'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';

/** Puts versions into the working copy of a course; each can be taken back while its message stands. */
export function useRestore(courseSlug: string) {
  const t = useTranslations('versions');
  const router = useRouter();
  const failureText = useFailureText();
  const { mutate, isPending, variables } = trpc.content.restoreVersion.useMutation({
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: () => router.refresh(),
  });
  const restore = (versionId: string, done?: () => void, text?: string) =>
    mutate(
      { courseSlug, versionId },
      {
        onSuccess: ({ keptId, count }) => {
          showToast(
            text ?? t('restored', { count }),
            keptId === null ? {} : { onUndo: () => restore(keptId) },
          );
          done?.();
        },
      },
    );
  return { restore, isPending, restoringId: isPending ? variables.versionId : null };
}
