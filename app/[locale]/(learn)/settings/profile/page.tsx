import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { InterestsForm } from '@/components/profile/interests-form';
import { PictureField } from '@/components/profile/picture-field';
import { ProfileForm } from '@/components/profile/profile-form';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { SkeletonText } from '@/components/ui/skeleton';
import { getCategories } from '@/server/domains/search/cached';
import { isActedFor, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('profile');
  return { title: t('title'), robots: { index: false } };
}

/** Who a person says they are, and what others see of it. */
export default async function ProfileSettingsPage() {
  const t = await getTranslations('profile');
  return (
    <Main width="reading">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['profile', 'errors']}>
        <Suspense fallback={<SkeletonText lines={12} />}>
          <Mine />
        </Suspense>
      </ClientMessages>
      <OfflineNotice />
    </Main>
  );
}

/** Every zone the platform knows, and the one that is set even if it knows it by another name. */
function timeZonesWith(present: string): string[] {
  return [...new Set(['UTC', present, ...Intl.supportedValuesOf('timeZone')])].toSorted();
}

async function Mine() {
  if (isActedFor(await requireSignedIn('/settings/profile'))) return null;
  const [profile, categories] = await Promise.all([api.profiles.mine(), getCategories(await getLocale())]);
  const t = await getTranslations('profile');
  return (
    <>
      <PictureField initial={profile} />
      <ProfileForm initial={profile} timeZones={timeZonesWith(profile.timeZone)} />
      <section aria-labelledby="interests" className="mt-12">
        <h2 id="interests" className="font-serif text-xl font-semibold">
          {t('interestsTitle')}
        </h2>
        <p className="mt-1 mb-5 text-ink-muted">{t('interestsLead')}</p>
        <InterestsForm chosen={profile.interests} categories={categories} />
      </section>
    </>
  );
}
