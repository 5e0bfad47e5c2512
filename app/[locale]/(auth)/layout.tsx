import type { ReactNode } from 'react';
import { AccountSlot } from '@/components/account/account-slot';
import { ClientMessages } from '@/components/shell/client-messages';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';

/** The frame of the pages on which people prove who they are. */
export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <ClientMessages areas={['account', 'auth', 'errors']}>
      <Header account={<AccountSlot />} />
      {children}
      <Footer />
    </ClientMessages>
  );
}
