'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RecoveryCodes } from '@/components/security/recovery-codes';
import { SetUpApp } from '@/components/security/set-up-app';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { RelativeTime } from '@/components/ui/relative-time';
import { showToast } from '@/components/ui/toast-queue';
import type { OfferedFactor, SecondFactor as State } from '@/server/domains/auth/contract';

/** Below so many recovery codes it is time for new ones. */
const few = 4;

function useTold() {
  const failureText = useFailureText();
  return (error: unknown) => showToast(failureText(failureOf(error)), { tone: 'danger' });
}

/** The second factor of a person: turned on with an app, kept with recovery codes, turned off after a question. */
export function SecondFactor({ initial }: { readonly initial: State }) {
  const { data } = trpc.auth.secondFactor.useQuery(undefined, { initialData: initial });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const cache = trpc.useUtils();
  const show = async (made: readonly string[]) => {
    setCodes(made);
    await cache.auth.secondFactor.invalidate();
  };
  if (codes !== null) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
  return data.since === null ? (
    <TurnOn onConfirmed={show} />
  ) : (
    <TurnedOn since={data.since} codesLeft={data.codesLeft} onCodes={show} />
  );
}

function TurnOn({ onConfirmed }: { readonly onConfirmed: (codes: readonly string[]) => Promise<void> }) {
  const t = useTranslations('security');
  const [offer, setOffer] = useState<OfferedFactor | null>(null);
  const ask = trpc.auth.offerSecondFactor.useMutation({ onSuccess: setOffer, onError: useTold() });
  if (offer !== null) {
    return (
      <SetUpApp
        offer={offer}
        onConfirmed={(codes) => void onConfirmed(codes)}
        onCancel={() => setOffer(null)}
      />
    );
  }
  return (
    <Button isPending={ask.isPending} onClick={() => ask.mutate()}>
      {t('setUpApp')}
    </Button>
  );
}

/** Properties of {@link TurnedOn}. */
interface TurnedOnProps {
  readonly since: Date;
  readonly codesLeft: number;
  readonly onCodes: (codes: readonly string[]) => Promise<void>;
}

function TurnedOn({ since, codesLeft, onCodes }: TurnedOnProps) {
  const t = useTranslations('security');
  const told = useTold();
  const renew = trpc.auth.renewRecoveryCodes.useMutation({
    onSuccess: async ({ codes }) => await onCodes(codes),
    onError: told,
  });
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="success">{t('factorOn')}</Badge>
        <span>{t.rich('factorSince', { when: () => <RelativeTime value={since.toISOString()} /> })}</span>
      </p>
      <p className={codesLeft < few ? 'mt-2 text-danger' : 'mt-2 text-ink-muted'}>
        {t('codesLeft', { count: codesLeft })}
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button isPending={renew.isPending} onClick={() => renew.mutate()}>
          {t('renewCodes')}
        </Button>
        <TurnOff onFailure={told} />
      </div>
    </>
  );
}

function TurnOff({ onFailure }: { readonly onFailure: (error: unknown) => void }) {
  const t = useTranslations('security');
  const [isAsking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const remove = trpc.auth.removeSecondFactor.useMutation({
    onSuccess: () => showToast(t('factorRemoved')),
    onError: onFailure,
    onSettled: async () => {
      setAsking(false);
      await cache.auth.secondFactor.invalidate();
    },
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('turnOff')}</Button>
      <AlertDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
        title={t('turnOffTitle')}
        confirmLabel={t('turnOff')}
        isPending={remove.isPending}
      >
        <p>{t('turnOffBody')}</p>
      </AlertDialog>
    </>
  );
}
