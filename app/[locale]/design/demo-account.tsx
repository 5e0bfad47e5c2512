'use client';

import { AccountMenu } from '@/components/shell/account-menu';
import { showToast } from '@/components/ui/toast-queue';

/** The account menu as somebody who teaches sees it. */
export function DemoAccount() {
  return (
    <AccountMenu
      viewer={{ name: 'Ada Lovelace', email: 'ada@example.org', role: 'instructor', timeZone: 'UTC' }}
      onSignOut={() => showToast('Signed out')}
    />
  );
}
