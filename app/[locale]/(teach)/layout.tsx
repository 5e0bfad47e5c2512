import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SignedInHeader } from '@/components/account/signed-in-header';
import { StepUpRegion } from '@/components/security/step-up-region';
import { AppShell } from '@/components/shell/app-shell';
import { ClientMessages } from '@/components/shell/client-messages';
import { TrpcProvider } from '@/components/trpc/provider';
import { ReaderZone } from '@/components/ui/reader-zone';
import { ToastRegion } from '@/components/ui/toast-region';
import { readerZone } from '@/server/trpc/request';

/** The frame of the instructor's pages. Each page checks who is here itself. */
export default async function TeachLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('teach');
  return (
    <ClientMessages areas={['account', 'notifications', 'errors']}>
      <TrpcProvider>
        <SignedInHeader />
        <AppShell
          label={t('navigation')}
          items={[
            { href: '/teach', label: t('courses'), icon: 'book', isExact: true },
            { href: '/teach/media', label: t('media'), icon: 'video' },
          ]}
        >
          <ReaderZone timeZone={readerZone()}>{children}</ReaderZone>
        </AppShell>
        <ToastRegion />
        <StepUpRegion />
      </TrpcProvider>
    </ClientMessages>
  );
}
