import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { z } from 'zod';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { Link } from '@/components/ui/link';
import { ChangeList } from '@/components/versions/change-list';
import { CompareForm } from '@/components/versions/compare-form';
import { getCategories } from '@/server/domains/search/cached';
import { orNotFound, requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

type Props = PageProps<'/[locale]/teach/courses/[slug]/history/compare'>;

/** As many of the latest versions as can be chosen on this page; older ones are compared from the history. */
const mostOffered = 50;

/** An address that somebody may have typed: without a version it is the published one, or the working copy. */
const chosen = z.union([z.literal('working').transform(() => undefined), z.uuid()]).optional();

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('versions');
  return { title: t('compareTitle'), robots: { index: false } };
}

/** What differs between two versions of a course. */
export default function ComparePage(props: Props) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Compared {...props} />
      </Suspense>
    </Main>
  );
}

async function Compared({ params, searchParams }: Props) {
  const [{ slug: courseSlug }, search, locale] = await Promise.all([params, searchParams, getLocale()]);
  const path = `/teach/courses/${courseSlug}/history`;
  await requireSignedIn(`${path}/compare`);
  const [from, to] = [chosen.safeParse(search['from']), chosen.safeParse(search['to'])];
  if (!from.success || !to.success) notFound();
  const pair = { courseSlug, fromId: from.data, toId: to.data };
  const [t, frame, changes, versions, categories] = await Promise.all([
    getTranslations('versions'),
    orNotFound(api.courses.frame({ courseSlug })),
    orNotFound(api.content.compare(pair)),
    orNotFound(api.content.versions({ courseSlug, limit: mostOffered })),
    getCategories(locale),
  ]);
  const names = new Map(categories.map(({ slug, name }) => [slug, name]));
  return (
    <>
      <CourseHeader
        frame={frame}
        title={t('compareTitle')}
        lead={<Link href={path}>{t('backToHistory')}</Link>}
      />
      <CompareForm
        action={`/${locale}${path}/compare`}
        versions={versions.items}
        fromId={changes.from?.id}
        toId={changes.to?.id}
      />
      <h2 className="mb-3 font-serif text-lg font-semibold">{t('differences', { count: changes.count })}</h2>
      {changes.count === 0 ? <p className="text-ink-muted">{t('same')}</p> : null}
      <ClientMessages areas={['versions', 'release', 'errors']}>
        <ChangeList changes={changes} pair={pair} categories={names} />
      </ClientMessages>
    </>
  );
}
