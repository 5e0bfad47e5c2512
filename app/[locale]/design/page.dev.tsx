import { ClientMessages } from '@/components/shell/client-messages';
import { Footer } from '@/components/shell/footer';
import { Header } from '@/components/shell/header';
import { Main, PageHeader } from '@/components/shell/page';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { ToastRegion } from '@/components/ui/toast-region';
import { Content } from './content';
import { Controls } from './controls';
import { DemoAccount } from './demo-account';
import { Foundations } from './foundations';
import { Overlays } from './overlays';
import { Reading } from './reading';

/** The living page of the design system: every piece, with its states. Development only (`next.config.mjs`). */
export default function DesignPage() {
  return (
    <ClientMessages areas={['account']}>
      <Header account={<DemoAccount />} />
      <Main>
        <PageHeader
          title="The design system"
          lead="One of each. A new variant needs a reason, and a place on this page."
        />
        <Foundations />
        <Controls />
        <Overlays />
        <Content />
        <Reading />
      </Main>
      <Footer />
      <ToastRegion />
      <OfflineNotice />
    </ClientMessages>
  );
}
