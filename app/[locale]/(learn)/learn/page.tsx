import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Dashboard } from '@/components/learn/dashboard';
import { DashboardSkeleton } from '@/components/learn/skeletons';
import { Onboarding } from '@/components/profile/onboarding';
import { Suggestions } from '@/components/profile/suggestions';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { KeptFocus } from '@/components/ui/kept-focus';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { Pagination } from '@/components/ui/pagination';
import { getCategories, getCoursesIn } from '@/server/domains/search/cached';
import { isActedFor, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type LearnProps = PageProps<'/[locale]/learn'>;

const pageSize = 12;

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('learn');
  return { title: t('title'), robots: { index: false } };
}

/** My learning: the course to go on with, the others, and what is completed. */
export default async function LearnPage({ searchParams }: LearnProps) {
  const t = await getTranslations('learn');
  return (
    <Main>
      <PageHeader title={t('title')} />
      <Suspense fallback={<DashboardSkeleton />}>
        <Mine searchParams={searchParams} />
      </Suspense>
      <KeptFocus>
        <Suspense>
          <Wishes searchParams={searchParams} />
        </Suspense>
      </KeptFocus>
      <OfflineNotice />
    </Main>
  );
}

async function Mine({ searchParams }: Pick<LearnProps, 'searchParams'>) {
  await requireSignedIn('/learn');
  const { cursor } = await searchParams;
  const isFirstPage = typeof cursor !== 'string';
  const [{ items, nextCursor }, certificates] = await Promise.all([
    api.enrollments.listMine({ limit: pageSize, ...(isFirstPage ? {} : { cursor }) }),
    api.certificates.listMine(),
  ]);
  const codes = new Map(certificates.items.map((one) => [one.courseId, one.code]));
  return (
    <>
      <Dashboard items={items} certificateCodes={codes} isFirstPage={isFirstPage} />
      <Pagination
        previousHref={isFirstPage ? undefined : '/learn'}
        nextHref={nextCursor === null ? undefined : `/learn?cursor=${encodeURIComponent(nextCursor)}`}
      />
    </>
  );
}

/** Courses suggested at a time. */
const suggested = 3;

/** As many of a person's latest courses as are asked for at once; none of them is suggested. */
const known = 50;

/** What a newcomer wants to learn, asked once; and courses that follow it, which are not theirs yet. */
async function Wishes({ searchParams }: Pick<LearnProps, 'searchParams'>) {
  const actor = await requireSignedIn('/learn');
  const { cursor } = await searchParams;
  if (typeof cursor === 'string') return null;
  const [{ interests, isOnboarded }, locale] = await Promise.all([api.profiles.mine(), getLocale()]);
  if (!isOnboarded && !isActedFor(actor)) {
    return (
      <ClientMessages areas={['profile', 'errors']}>
        <Onboarding categories={await getCategories(locale)} />
      </ClientMessages>
    );
  }
  if (interests.length === 0) return null;
  const [courses, { items }] = await Promise.all([
    getCoursesIn(interests, locale),
    api.enrollments.listMine({ limit: known }),
  ]);
  const mine = new Set(items.map(({ courseId }) => courseId));
  return <Suggestions courses={courses.filter(({ id }) => !mine.has(id)).slice(0, suggested)} />;
}
