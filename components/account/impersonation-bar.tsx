'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { signInBy } from '@/components/auth/sign-in-by';
import { Button } from '@/components/ui/button';
import { DateTime } from '@/components/ui/format';

/** Properties of {@link ImpersonationBar}. */
export interface ImpersonationBarProps {
  /** The person who seems to be here. */
  readonly name: string;
  /** Who really is. */
  readonly by: string;
  readonly until: Date;
  /** The zone of the person who seems to be here, as everything they see. */
  readonly timeZone: string;
}

/** Stays in view for as long as somebody acts as another person, names both, and leads back by one press or when the time is over. */
export function ImpersonationBar({ name, by, until, timeZone }: ImpersonationBarProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const [state, setState] = useState<'acting' | 'leaving' | 'failed'>('acting');
  const stop = useCallback(async () => {
    setState('leaving');
    const code = await signInBy('impersonation_end', {});
    if (code === null) window.location.assign(`/${locale}/admin/people`);
    else setState('failed');
  }, [locale]);
  useEffect(() => {
    const timer = setTimeout(() => void stop(), Math.max(0, until.getTime() - Date.now()));
    return () => clearTimeout(timer);
  }, [until, stop]);
  return createPortal(
    <section
      aria-label={t('actingTitle')}
      className="fixed inset-x-0 bottom-0 z-40 border-t-2 border-danger bg-danger-soft px-(--gutter) py-2.5 text-sm text-ink print:hidden"
    >
      <div className="mx-auto flex max-w-wide flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p>
          {t.rich('acting', {
            name,
            by,
            strong: (text) => <strong>{text}</strong>,
            until: () => <DateTime value={until} style="time" timeZone={timeZone} />,
          })}
        </p>
        <Button size="sm" isPending={state === 'leaving'} onClick={() => void stop()}>
          {t('stopActing')}
        </Button>
        <p role="alert" className="text-danger empty:hidden">
          {state === 'failed' ? t('stopActingFailed') : null}
        </p>
      </div>
    </section>,
    document.body,
  );
}
