import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { ChangeEmail } from '@/components/security/change-email';
import { ChangePassword } from '@/components/security/change-password';
import { DeviceList } from '@/components/security/device-list';
import { Identities } from '@/components/security/identities';
import { Passkeys } from '@/components/security/passkeys';
import { SecondFactor } from '@/components/security/second-factor';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { KeptFocus } from '@/components/ui/kept-focus';
import { Link } from '@/components/ui/link';
import { SkeletonText } from '@/components/ui/skeleton';
import { isActedFor, requireSignedIn } from '@/server/trpc/page-access';
import { api, currentViewer } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('security');
  return { title: t('title'), robots: { index: false } };
}

/** Where a person is signed in, and how they prove who they are. */
export default async function SecurityPage() {
  const t = await getTranslations('security');
  return (
    <Main width="reading">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['auth', 'security', 'errors']}>
        <Section id="devices" title={t('devicesTitle')} lead={t('devicesLead')}>
          <Suspense fallback={<SkeletonText lines={6} />}>
            <Devices />
          </Suspense>
        </Section>
        <Section id="second-factor" title={t('factorTitle')} lead={t('factorLead')}>
          <Suspense fallback={<SkeletonText lines={2} />}>
            <Factor />
          </Suspense>
        </Section>
        <Section id="passkeys" title={t('passkeysTitle')} lead={t('passkeysLead')}>
          <Suspense fallback={<SkeletonText lines={2} />}>
            <OwnPasskeys />
          </Suspense>
        </Section>
        <Section id="identities" title={t('identitiesTitle')} lead={t('identitiesLead')}>
          <Suspense fallback={<SkeletonText lines={2} />}>
            <OwnIdentities />
          </Suspense>
        </Section>
        <Section id="password" title={t('passwordTitle')} lead={t('passwordLead')}>
          <Suspense fallback={<SkeletonText lines={4} />}>
            <Password />
          </Suspense>
        </Section>
        <Section id="email" title={t('emailTitle')} lead={t('emailLead')}>
          <Suspense fallback={<SkeletonText lines={3} />}>
            <Email />
          </Suspense>
        </Section>
      </ClientMessages>
    </Main>
  );
}

/** Properties of {@link Section}. */
interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

function Section({ id, title, lead, children }: SectionProps) {
  return (
    <KeptFocus aria-labelledby={id} className="mt-12 first:mt-0">
      <h2 id={id} className="font-serif text-xl font-semibold">
        {title}
      </h2>
      <p className="mt-1 mb-5 text-ink-muted">{lead}</p>
      {children}
    </KeptFocus>
  );
}

async function Factor() {
  if (isActedFor(await requireSignedIn('/settings/security'))) return null;
  return <SecondFactor initial={await api.auth.secondFactor()} />;
}

async function OwnPasskeys() {
  await requireSignedIn('/settings/security');
  return <Passkeys initial={await api.auth.passkeys()} />;
}

async function Password() {
  if (isActedFor(await requireSignedIn('/settings/security'))) return null;
  const [t, { hasPassword }] = await Promise.all([getTranslations('security'), api.auth.secondFactor()]);
  if (hasPassword) return <ChangePassword />;
  return <p>{t.rich('passwordNone', { link: (text) => <Link href="/forgot-password">{text}</Link> })}</p>;
}

async function OwnIdentities() {
  if (isActedFor(await requireSignedIn('/settings/security'))) return null;
  const [identities, { items }] = await Promise.all([api.auth.identities(), api.auth.identityProviders()]);
  return <Identities initial={identities} providers={items} />;
}

async function Email() {
  if (isActedFor(await requireSignedIn('/settings/security'))) return null;
  const [viewer, pending] = await Promise.all([currentViewer(), api.auth.pendingEmail()]);
  return <ChangeEmail email={viewer?.email ?? ''} initial={pending} />;
}

async function Devices() {
  if (isActedFor(await requireSignedIn('/settings/security'))) return null;
  return <DeviceList initial={await api.auth.sessions()} />;
}
