import type { ReactNode } from 'react';
import { SignedInHeader } from '@/components/account/signed-in-header';
import { ClientMessages } from '@/components/shell/client-messages';
import { TrpcProvider } from '@/components/trpc/provider';
import { AriaLocale } from '@/components/ui/aria-locale';
import { ReaderZone } from '@/components/ui/reader-zone';
import { ToastRegion } from '@/components/ui/toast-region';
import { readerZone } from '@/server/trpc/request';

/** The frame of the pages of signed-in learners. Each page checks who is here itself. */
export default function LearnLayout({ children }: { readonly children: ReactNode }) {
  return (
    <ClientMessages areas={['account', 'notifications', 'errors', 'learn', 'player', 'quiz', 'certificates']}>
      <AriaLocale>
        <TrpcProvider>
          <SignedInHeader />
          <ReaderZone timeZone={readerZone()}>{children}</ReaderZone>
          <ToastRegion />
        </TrpcProvider>
      </AriaLocale>
    </ClientMessages>
  );
}
