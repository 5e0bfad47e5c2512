'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { makePasskey, PasskeyEnded } from '@/components/auth/passkey';
import { PasskeyItem } from '@/components/security/passkey-item';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast-queue';
import type { PasskeyList } from '@/server/domains/auth/contract/passkeys';

const textOfEnd = {
  aborted: 'passkeyStopped',
  dismissed: 'passkeyStopped',
  'on-device': 'passkeyOnDevice',
  unable: 'passkeyCannot',
  unsupported: 'passkeyCannot',
} as const;

/** The passkeys of a person: added on the device they are at, renamed, and removed after a question. */
export function Passkeys({ initial }: { readonly initial: PasskeyList }) {
  const t = useTranslations('security');
  const { data } = trpc.auth.passkeys.useQuery(undefined, { initialData: initial });
  return (
    <>
      {data.items.length === 0 ? (
        <p>{t('passkeysNone')}</p>
      ) : (
        <ul className="divide-y divide-rule border-y border-rule">
          {data.items.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      <AddPasskey />
    </>
  );
}

function AddPasskey() {
  const t = useTranslations('security');
  const failureText = useFailureText();
  const [isPending, setPending] = useState(false);
  const cache = trpc.useUtils();
  const offer = trpc.auth.offerPasskey.useMutation();
  const add = trpc.auth.addPasskey.useMutation();
  const run = async () => {
    const { offerId, options } = await offer.mutateAsync();
    const { id, rawId, type, response } = await makePasskey(options);
    const { clientDataJSON, attestationObject, transports = [] } = response;
    const made = { clientDataJSON, attestationObject, transports };
    const credential = { id, rawId, type, clientExtensionResults: {}, response: made };
    await add.mutateAsync({ offerId, credential });
    showToast(t('passkeyAdded'));
  };
  const tell = (error: unknown) =>
    showToast(error instanceof PasskeyEnded ? t(textOfEnd[error.reason]) : failureText(failureOf(error)), {
      tone: 'danger',
    });
  const press = () => {
    setPending(true);
    void run()
      .catch(tell)
      .then(async () => await cache.auth.passkeys.invalidate())
      .finally(() => setPending(false));
  };
  return (
    <Button className="mt-5" isPending={isPending} onClick={press}>
      {t('passkeyAdd')}
    </Button>
  );
}
