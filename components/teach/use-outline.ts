'use client';

import { useIsMutating } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { showToast } from '@/components/ui/toast-queue';
import { type OutlineMove, outlineLimits, type StudioOutline } from '@/server/domains/content/contract';
import { applyMoves, undoMoves } from './outline-moves';

/** What is taken out or put back at once. */
export type Picks = { readonly sectionIds: string[]; readonly lessonIds: string[] };

/** One change after the other, in the order in which they were made. */
const inTurn = { scope: { id: 'outline' } } as const;

/**
 * Holds the outline of a course and changes it. A move shows at once and is saved behind it; what fails is said, and the
 * outline shows what is saved. Moves and removals can be taken back.
 */
export function useOutline(courseSlug: string, initial: StudioOutline) {
  const t = useTranslations('curriculum');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const key = { courseSlug };
  const { data: outline } = trpc.content.outline.useQuery(key, { initialData: initial, staleTime: 2_000 });
  const isSaving = useIsMutating({ predicate: ({ options }) => options.scope?.id === 'outline' }) > 0;

  const show = (next: StudioOutline) => cache.content.outline.setData(key, next);
  const failed = async (error: unknown) => {
    showToast(failureText(failureOf(error)), { tone: 'danger' });
    await cache.content.outline.invalidate(key);
  };
  const changed = async (next: StudioOutline) => {
    show(next);
    // Titles, places and what is there are in the plan of when lessons open as well.
    await cache.content.release.invalidate(key);
  };
  const settled = { ...inTurn, onSuccess: changed, onError: failed };
  const addSection = trpc.content.addSection.useMutation(settled);
  const addLesson = trpc.content.addLesson.useMutation(settled);
  const rename = trpc.content.rename.useMutation(settled);
  const duplicate = trpc.studio.duplicateLesson.useMutation(settled);
  const move = trpc.content.move.useMutation(settled);
  const remove = trpc.content.remove.useMutation(settled);
  const restore = trpc.content.restore.useMutation(settled);

  const send = (moves: OutlineMove[]) => {
    const present = cache.content.outline.getData(key) ?? outline;
    show(applyMoves(present, moves));
    move.mutate({ courseSlug, moves });
  };
  return {
    outline,
    isSaving,
    addSection: (title: string) => addSection.mutateAsync({ courseSlug, title }),
    addLesson: (sectionId: string, title: string) => addLesson.mutateAsync({ courseSlug, sectionId, title }),
    rename: (kind: 'section' | 'lesson', id: string, title: string) =>
      rename.mutate({ courseSlug, kind, id, title }),
    duplicate: (lessonId: string, of: string) => {
      const title = t('copyOf', { title: of }).slice(0, outlineLimits.title);
      duplicate.mutate(
        { courseSlug, lessonId, title },
        { onSuccess: () => showToast(t('duplicated', { title })) },
      );
    },
    move: (moves: OutlineMove[]) => {
      if (moves.length === 0) return;
      const undo = undoMoves(outline, moves);
      const count = moves.reduce((sum, one) => sum + (one.kind === 'lessons' ? one.ids.length : 1), 0);
      send(moves);
      showToast(t('moved', { count }), { onUndo: () => send(undo) });
    },
    remove: (picks: Picks) => {
      const gone = outline.sections.filter(({ id }) => picks.sectionIds.includes(id));
      // A section comes back with the lessons it has now.
      const lessonIds = [
        ...new Set([...picks.lessonIds, ...gone.flatMap(({ lessons }) => lessons.map(({ id }) => id))]),
      ];
      const back = { courseSlug, sectionIds: picks.sectionIds, lessonIds };
      remove.mutate(
        { courseSlug, ...picks },
        {
          onSuccess: () =>
            showToast(t('removed', { count: picks.sectionIds.length + picks.lessonIds.length }), {
              onUndo: () => restore.mutate(back),
            }),
        },
      );
    },
    restore: (picks: Picks) => restore.mutate({ courseSlug, ...picks }),
  };
}
