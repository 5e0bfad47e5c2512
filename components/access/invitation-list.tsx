'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import { showToast } from '@/components/ui/toast-queue';
import type { InvitationList as List } from '@/server/domains/courses/contract/lifecycle';

const tones = { open: 'info', accepted: 'success', expired: 'neutral' } as const;

/** Who was invited, and what has become of it; what nobody has accepted can be taken back. */
export function InvitationList({
  courseSlug,
  initial,
}: {
  readonly courseSlug: string;
  readonly initial: List;
}) {
  const t = useTranslations('access');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const pages = trpc.courses.invitations.useInfiniteQuery(
    { courseSlug },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      initialCursor: undefined,
      initialData: { pages: [initial], pageParams: [undefined] },
    },
  );
  const withdraw = trpc.courses.withdrawInvitation.useMutation({
    onSuccess: () => showToast(t('withdrawn')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.courses.invitations.invalidate({ courseSlug }),
  });
  return (
    <section aria-labelledby="invited-title" className="mt-10">
      <h2 id="invited-title" className="mb-3 font-serif text-lg font-semibold">
        {t('invitedTitle')}
      </h2>
      <DataTable
        caption={t('invitedTitle')}
        isCaptionHidden
        rows={pages.data.pages.flatMap(({ items }) => items)}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('nobodyTitle')}>{t('nobodyBody')}</EmptyState>}
        columns={[
          {
            key: 'email',
            header: t('address'),
            isRowHeader: true,
            cell: ({ email }) => <span className="break-all">{email}</span>,
          },
          {
            key: 'state',
            header: t('state'),
            cell: ({ state, acceptedBy }) => (
              <span className="flex flex-wrap items-center gap-2">
                <Badge tone={tones[state]}>{t(`states.${state}`)}</Badge>
                {acceptedBy}
              </span>
            ),
          },
          {
            key: 'at',
            header: t('invitedAt'),
            cell: ({ createdAt }) => <RelativeTime value={createdAt.toISOString()} />,
          },
          {
            key: 'act',
            header: t('acts'),
            cell: ({ id, email, state }) =>
              state === 'accepted' ? null : (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={t('withdrawOf', { email })}
                  disabled={withdraw.isPending}
                  onClick={() => withdraw.mutate({ courseSlug, invitationId: id })}
                >
                  {t('withdraw')}
                </Button>
              ),
          },
        ]}
      />
      {pages.hasNextPage ? (
        <Button
          className="mt-3"
          isPending={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </section>
  );
}
