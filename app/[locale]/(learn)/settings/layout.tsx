import { getTranslations } from 'next-intl/server';
import { type ReactNode, Suspense } from 'react';
import { OwnOnly, SettingsSkeleton } from '@/components/security/own-only';
import { StepUpRegion } from '@/components/security/step-up-region';
import { AppShell } from '@/components/shell/app-shell';

/** The frame of a person's own settings. Each page checks who is here itself. */
export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('settings');
  return (
    <AppShell
      label={t('navigation')}
      items={[
        { href: '/settings/profile', label: t('profile'), icon: 'person' },
        { href: '/settings/security', label: t('security'), icon: 'lock' },
        { href: '/settings/api-keys', label: t('apiKeys'), icon: 'code' },
        { href: '/settings/privacy', label: t('privacy'), icon: 'text' },
      ]}
    >
      <Suspense fallback={<SettingsSkeleton />}>
        <OwnOnly>{children}</OwnOnly>
      </Suspense>
      <StepUpRegion />
    </AppShell>
  );
}
