import { useLocale } from 'next-intl';
import { useState } from 'react';
import { rememberSignedIn } from '@/components/account/session-hint';

/** How to sign out, and whether the last try did not get through. */
export type SignOut = { readonly hasFailed: boolean; readonly signOut: () => void };

/**
 * Ends the session of this browser and shows the home page afresh, so that nothing of the person stays on the screen.
 * Without a connection the session stays, and the caller says so.
 */
export function useSignOut(): SignOut {
  const locale = useLocale();
  const [hasFailed, setFailed] = useState(false);
  return {
    hasFailed,
    signOut: () => {
      setFailed(false);
      endSession(locale).catch(() => setFailed(true));
    },
  };
}

async function endSession(locale: string): Promise<void> {
  const { signOut } = await import('next-auth/react');
  await signOut({ redirect: false });
  rememberSignedIn(false);
  window.location.assign(`/${locale}`);
}
