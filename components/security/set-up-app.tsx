'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { textOf } from '@/components/auth/form-values';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import { TextField } from '@/components/ui/text-field';
import type { OfferedFactor } from '@/server/domains/auth/contract';

/** Properties of {@link SetUpApp}. */
export interface SetUpAppProps {
  readonly offer: OfferedFactor;
  readonly onConfirmed: (codes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The light ground around a QR code that readers need, in modules (ISO/IEC 18004 §6.3.8). */
const quiet = 4;

/** A QR code, always dark on light, because not every reader knows it the other way round. */
function QrCode({ qr, label }: { readonly qr: OfferedFactor['qr']; readonly label: string }) {
  const side = qr.size + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md border border-rule bg-white"
    >
      <path d={qr.path} fill="black" />
    </svg>
  );
}

/** Takes a secret into an authenticator app, by camera, by a link on the phone itself or by hand, and proves it with a code. */
export function SetUpApp({ offer, onConfirmed, onCancel }: SetUpAppProps) {
  const t = useTranslations('security');
  const { errors, errorOf, isPending, send } = useAuthForm();
  const { mutateAsync } = trpc.auth.confirmSecondFactor.useMutation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = textOf(new FormData(event.currentTarget), 'code');
    send(async () => onConfirmed((await mutateAsync({ code })).codes));
  };
  const error = errorOf('code');
  return (
    <div className="space-y-6 rounded-md border border-rule bg-surface p-5">
      <div>
        <h3 className="font-semibold">{t('scanTitle')}</h3>
        <p className="mt-1 mb-4 text-ink-muted">{t('scanLead')}</p>
        <QrCode qr={offer.qr} label={t('qr')} />
        <p className="mt-3">
          <a href={offer.address} className="text-accent underline underline-offset-3">
            {t('openApp')}
          </a>
        </p>
        <p className="mt-3 text-sm text-ink-muted">{t('typeSecret')}</p>
        <p className="font-mono break-all tracking-wider">{offer.secret.match(/.{1,4}/g)?.join(' ')}</p>
      </div>
      <Form errors={errors} onSubmit={submit} className="space-y-5" method="post">
        <TextField
          name="code"
          label={t('codeOfApp')}
          hint={t('codeOfAppHint')}
          autoComplete="one-time-code"
          inputMode="numeric"
          {...(error === undefined ? {} : { error })}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" isPending={isPending}>
            {t('turnOn')}
          </Button>
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      </Form>
    </div>
  );
}
