'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { showToast } from '@/components/ui/toast-queue';
import { applyStep, completeInCache } from './outline-cache';

/**
 * Returns how to complete an article: it shows at once, and is taken back with the reason and a way to try again when
 * the server does not agree. It goes on also when the reader has moved to the next lesson meanwhile. Tells whether
 * the server agreed.
 */
export function useCompleteLesson(
  courseSlug: string,
): (lesson: { id: string; title: string }) => Promise<boolean> {
  const t = useTranslations('learn');
  const cache = trpc.useUtils();
  const failureText = useFailureText();
  return async function complete(lesson) {
    const takeBack = completeInCache(cache, courseSlug, lesson.id);
    return await cache.client.enrollments.completeLesson.mutate({ lessonId: lesson.id }).then(
      (step) => {
        applyStep(cache, courseSlug, step);
        return true;
      },
      (error: unknown) => {
        takeBack();
        const reason = failureText(failureOf(error));
        showToast(t('notCompleted', { lesson: lesson.title, reason }), {
          tone: 'danger',
          onRetry: () => void complete(lesson),
        });
        return false;
      },
    );
  };
}
