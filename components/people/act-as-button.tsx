'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { signInBy } from '@/components/auth/sign-in-by';
import { askForProof } from '@/components/trpc/step-up-queue';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { showToast } from '@/components/ui/toast-queue';

async function begin(userId: string): Promise<string | null> {
  const answer = await signInBy('impersonation', { userId });
  if (answer !== 'platform/proof_required') return answer;
  return (await askForProof()) ? await signInBy('impersonation', { userId }) : answer;
}

/** Acts as a person, after saying what that means. */
export function ActAsButton({ userId, name }: { readonly userId: string; readonly name: string }) {
  const t = useTranslations('people');
  const locale = useLocale();
  const failureText = useFailureText();
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const act = async () => {
    setPending(true);
    const code = await begin(userId);
    if (code === null) return window.location.assign(`/${locale}/learn`);
    setPending(false);
    setOpen(false);
    showToast(failureText({ code, details: { seconds: 60 } }), { tone: 'danger' });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('actAs')}</Button>
      <Dialog
        isAlert
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={t('actAsTitle', { name })}
        size="sm"
        footer={
          <>
            <Button variant="primary" isPending={isPending} onClick={() => void act()}>
              {t('actAs')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </>
        }
      >
        <p>{t('actAsBody')}</p>
      </Dialog>
    </>
  );
}
