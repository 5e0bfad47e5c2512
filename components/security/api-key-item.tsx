'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { DateTime } from '@/components/ui/format';
import { RelativeTime } from '@/components/ui/relative-time';
import { showToast } from '@/components/ui/toast-queue';
import type { ApiKeyList } from '@/server/domains/auth/contract/api-keys';

type Item = ApiKeyList['items'][number];

/** Properties of {@link ApiKeyItem}. */
export interface ApiKeyItemProps {
  readonly item: Item;
  /** The key was revoked, and with it the button that had the focus. */
  readonly onGone: () => void;
}

/** One API key: what it is called, what it may do, when it was used, and how to revoke it. */
export function ApiKeyItem({ item, onGone }: ApiKeyItemProps) {
  const t = useTranslations('keys');
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold wrap-anywhere">
          {item.name}
          {item.isOver ? <Badge tone="warning">{t('over')}</Badge> : null}
        </h3>
        <p className="mt-1 text-sm">{item.scopes.map((scope) => t(`scope.${scope}`)).join(' · ')}</p>
        <Times item={item} />
      </div>
      <Revoke item={item} onGone={onGone} />
    </li>
  );
}

function Times({ item }: { readonly item: Item }) {
  const t = useTranslations('keys');
  const { createdAt, lastUsedOn, expiresAt, isOver, prefix } = item;
  const made = () => <RelativeTime value={createdAt.toISOString()} />;
  const end = () => <DateTime value={expiresAt} />;
  return (
    <div className="mt-1 text-sm text-ink-muted">
      <p>{t('begins', { prefix })}</p>
      <p>
        {lastUsedOn === null
          ? t.rich('neverUsed', { made })
          : t.rich('used', { made, used: () => <DateTime value={lastUsedOn} /> })}
      </p>
      <p>{t.rich(isOver ? 'overSince' : 'ends', { end })}</p>
    </div>
  );
}

function Revoke({ item, onGone }: ApiKeyItemProps) {
  const t = useTranslations('keys');
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const { id: apiKeyId, name } = item;
  const revoke = trpc.auth.revokeApiKey.useMutation({
    onSuccess: () => showToast(t('revoked')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => {
      setAsking(false);
      await cache.auth.apiKeys.invalidate();
      onGone();
    },
  });
  return (
    <>
      <Button size="sm" aria-label={t('revokeOf', { name })} onClick={() => setAsking(true)}>
        {t('revoke')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate({ apiKeyId })}
        title={t('revokeTitle', { name })}
        confirmLabel={t('revoke')}
        isPending={revoke.isPending}
      >
        <p>{t('revokeBody')}</p>
      </AlertDialog>
    </>
  );
}
