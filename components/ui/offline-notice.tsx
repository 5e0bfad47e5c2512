'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Banner } from './banner';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Says when the connection is gone and what that means; silent and without room otherwise. */
export function OfflineNotice() {
  const t = useTranslations('ui');
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-40 empty:hidden">
      {isOnline ? null : (
        <Banner
          tone="warning"
          title={t('offlineTitle')}
          className="rounded-none border-t border-warning px-(--gutter)"
        >
          {t('offlineBody')}
        </Banner>
      )}
    </div>
  );
}
