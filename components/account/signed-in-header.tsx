import { Suspense } from 'react';
import { ViewerAccount } from '@/components/account/viewer-account';
import { NotificationBell } from '@/components/notifications/notification-bell';
import { Header } from '@/components/shell/header';

/** The header of every signed-in area: notifications as they arrive, and the account, which the page does not wait for. */
export function SignedInHeader() {
  return (
    <Header
      width="wide"
      bell={<NotificationBell />}
      account={
        <Suspense fallback={<span className="size-11" />}>
          <ViewerAccount />
        </Suspense>
      }
    />
  );
}
