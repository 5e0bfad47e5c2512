'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Switch } from '@/components/ui/choice';
import { FieldError } from '@/components/ui/field';
import { useRouter } from '@/i18n/navigation';

/** Says whether mails about new courses are wanted; at once, and back again when it could not be kept. */
export function MarketingSwitch({ isWanted }: { readonly isWanted: boolean }) {
  const t = useTranslations('privacy');
  const failureText = useFailureText();
  const router = useRouter();
  const heading = useId();
  const [isOn, setOn] = useState(isWanted);
  const keeping = trpc.privacy.setMarketing.useMutation({
    onSuccess: ({ wantsMarketingMail }) => {
      setOn(wantsMarketingMail);
      // The list of what was agreed to is made on the server.
      router.refresh();
    },
    onError: () => setOn(!isOn),
  });
  const change = (wanted: boolean) => {
    if (keeping.isPending) return;
    setOn(wanted);
    keeping.mutate({ isWanted: wanted });
  };
  return (
    <section aria-labelledby={heading} className="mb-10">
      <h2 id={heading} className="font-serif text-xl font-semibold">
        {t('mailTitle')}
      </h2>
      <Switch
        name="marketing"
        label={t('marketing')}
        hint={t('marketingHint')}
        checked={isOn}
        onChange={(event) => change(event.target.checked)}
      />
      <div aria-live="polite">
        {keeping.isError ? <FieldError>{failureText(failureOf(keeping.error))}</FieldError> : null}
        {keeping.isSuccess ? (
          <p className="text-sm text-ink-muted">{t(isOn ? 'marketingOn' : 'marketingOff')}</p>
        ) : null}
      </div>
    </section>
  );
}
