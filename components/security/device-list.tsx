'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { showToast } from '@/components/ui/toast-queue';
import type { SessionList } from '@/server/domains/auth/contract';

type Session = SessionList['items'][number];

/** Where a person is signed in, each to be ended at once, or all others together. */
export function DeviceList({ initial }: { readonly initial: SessionList }) {
  const { data } = trpc.auth.sessions.useQuery(undefined, { initialData: initial });
  const hasOthers = data.items.some(({ isCurrent }) => !isCurrent);
  return (
    <>
      <ul className="divide-y divide-rule border-y border-rule">
        {data.items.map((session) => (
          <Device key={session.id} session={session} />
        ))}
      </ul>
      {hasOthers ? <EndOthers /> : null}
    </>
  );
}

function Device({ session }: { readonly session: Session }) {
  const t = useTranslations('security');
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const end = trpc.auth.endSession.useMutation({
    onSuccess: () => showToast(t('ended')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => await cache.auth.sessions.invalidate(),
  });
  const device = session.device === '' ? t('unknownDevice') : session.device;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {device}
          {session.isCurrent ? <Badge tone="success">{t('thisDevice')}</Badge> : null}
        </h3>
        <p className="mt-1 text-sm text-ink-muted">
          {t.rich('seen', { when: () => <RelativeTime value={session.lastSeenAt.toISOString()} /> })}
          {session.network === '' ? null : ` · ${t('network', { network: session.network })}`}
        </p>
        <p className="text-sm text-ink-muted">
          {t.rich('begun', {
            when: () => <RelativeTime value={session.createdAt.toISOString()} />,
            method: t(`method.${session.method}`),
          })}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          size="sm"
          aria-label={t('endOf', { device })}
          isPending={end.isPending}
          onClick={() => end.mutate({ sessionId: session.id })}
        >
          {t('end')}
        </Button>
      )}
    </li>
  );
}

function EndOthers() {
  const t = useTranslations('security');
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const end = trpc.auth.endOtherSessions.useMutation({
    onSuccess: ({ ended }) => showToast(t('othersEnded', { count: ended })),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => {
      setAsking(false);
      await cache.auth.sessions.invalidate();
    },
  });
  return (
    <>
      <Button className="mt-5" onClick={() => setAsking(true)}>
        {t('endOthers')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('endOthersTitle')}
        size="sm"
        isAlert
        footer={
          <>
            <Button variant="primary" isPending={end.isPending} onClick={() => end.mutate()}>
              {t('endOthers')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
          </>
        }
      >
        <p>{t('endOthersBody')}</p>
      </Dialog>
    </>
  );
}
