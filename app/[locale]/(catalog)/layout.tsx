import type { ReactNode } from 'react';
import { AccountSlot } from '@/components/account/account-slot';
import { ClientMessages } from '@/components/shell/client-messages';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';

/** The frame of the public pages, the same file for everybody (ADR 0007). */
export default function CatalogLayout({ children }: { readonly children: ReactNode }) {
  return (
    <ClientMessages areas={['account', 'errors']}>
      <Header account={<AccountSlot />} />
      {children}
      <Footer />
    </ClientMessages>
  );
}
