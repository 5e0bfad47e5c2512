'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProviderButtons, type Providers } from '@/components/auth/provider-buttons';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { showToast } from '@/components/ui/toast-queue';
import type { IdentityList } from '@/server/domains/auth/contract/identities';

/** Properties of {@link Identities}. */
export interface IdentitiesProps {
  readonly initial: IdentityList;
  readonly providers: Providers;
}

/** The accounts elsewhere that open a person's own: connected by signing in there, disconnected after a question. */
export function Identities({ initial, providers }: IdentitiesProps) {
  const t = useTranslations('security');
  const locale = useLocale();
  const { data } = trpc.auth.identities.useQuery(undefined, { initialData: initial });
  const others = providers.filter(({ id }) => !data.items.some(({ provider }) => provider === id));
  return (
    <div className="space-y-5">
      {data.items.length === 0 ? (
        <p>{t('identitiesNone')}</p>
      ) : (
        <ul className="divide-y divide-rule border-y border-rule">
          {data.items.map((identity) => (
            <IdentityItem key={identity.id} identity={identity} />
          ))}
        </ul>
      )}
      <ProviderButtons
        providers={others}
        labelOf={(name) => t('identityConnect', { name })}
        target={`/${locale}/settings/security`}
      />
    </div>
  );
}

type Identity = IdentityList['items'][number];

function IdentityItem({ identity }: { readonly identity: Identity }) {
  const t = useTranslations('security');
  const { providerName: name, label, linkedAt, lastUsedAt } = identity;
  const linked = () => <RelativeTime value={linkedAt.toISOString()} />;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0">
        <h3 className="font-semibold">{name}</h3>
        <p className="mt-1 text-sm text-ink-muted wrap-anywhere">{label}</p>
        <p className="text-sm text-ink-muted">
          {lastUsedAt === null
            ? t.rich('identityUnused', { linked })
            : t.rich('identityUsed', {
                linked,
                used: () => <RelativeTime value={lastUsedAt.toISOString()} />,
              })}
        </p>
      </div>
      <Disconnect identityId={identity.id} name={name} />
    </li>
  );
}

function Disconnect({ identityId, name }: { readonly identityId: string; readonly name: string }) {
  const t = useTranslations('security');
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const remove = trpc.auth.removeIdentity.useMutation({
    onSuccess: () => showToast(t('identityRemoved', { name })),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => {
      setAsking(false);
      await cache.auth.identities.invalidate();
    },
  });
  return (
    <>
      <Button size="sm" aria-label={t('identityRemoveOf', { name })} onClick={() => setAsking(true)}>
        {t('identityRemove')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ identityId })}
        title={t('identityRemoveTitle', { name })}
        confirmLabel={t('identityRemove')}
        isPending={remove.isPending}
      >
        <p>{t('identityRemoveBody', { name })}</p>
      </AlertDialog>
    </>
  );
}
