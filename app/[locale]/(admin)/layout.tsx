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

/** The frame of the pages of whoever runs the school. Each page checks who is here itself. */
export default async function AdminLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('audit');
  const people = await getTranslations('people');
  const publishing = await getTranslations('publishing');
  return (
    <ClientMessages areas={['account', 'notifications', 'errors', 'audit']}>
      <TrpcProvider>
        <SignedInHeader />
        <AppShell
          label={t('navigation')}
          items={[
            { href: '/admin/people', label: people('title'), icon: 'people' },
            { href: '/admin/reviews', label: publishing('queue.title'), icon: 'check-circle' },
            { href: '/admin/audit', label: t('title'), icon: 'text' },
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
