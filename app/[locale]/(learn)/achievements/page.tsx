import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { EarnedBadges, OpenBadges } from '@/components/achievements/badge-lists';
import { Points } from '@/components/achievements/points';
import { Streak } from '@/components/achievements/streak';
import { Main, PageHeader } from '@/components/shell/page';
import { Link } from '@/components/ui/link';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { SkeletonText } from '@/components/ui/skeleton';
import { requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('achievements');
  return { title: t('title'), robots: { index: false } };
}

/** What a learner has achieved: days in a row, points, badges, and what is next. */
export default async function AchievementsPage() {
  const t = await getTranslations('achievements');
  return (
    <Main>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Suspense fallback={<SkeletonText lines={12} />}>
        <Mine />
      </Suspense>
      <OfflineNotice />
    </Main>
  );
}

async function Mine() {
  await requireSignedIn('/achievements');
  const [{ points, sources, streak, earned, open }, t] = await Promise.all([
    api.gamification.mine(),
    getTranslations('achievements'),
  ]);
  return (
    <>
      <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
        <Streak streak={streak} />
        <Points points={points} sources={sources} />
      </div>
      <EarnedBadges items={earned} />
      <OpenBadges items={open} />
      <p className="mt-12 border-t border-rule pt-5 text-sm text-ink-muted">
        {t.rich('sharing', { link: (text) => <Link href="/settings/profile">{text}</Link> })}
      </p>
    </>
  );
}
