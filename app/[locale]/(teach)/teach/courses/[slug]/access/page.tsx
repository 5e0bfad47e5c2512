import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { InvitationList } from '@/components/access/invitation-list';
import { InvitePeople } from '@/components/access/invite-people';
import { VisibilityChoice } from '@/components/access/visibility-choice';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { env } from '@/server/platform/env';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access');
  return { title: t('title'), robots: { index: false } };
}

/** Who can find a course, and who is invited into it. */
export default function AccessPage(props: PageProps<'/[locale]/teach/courses/[slug]/access'>) {
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Access {...props} />
      </Suspense>
    </Main>
  );
}

async function Access({ params }: PageProps<'/[locale]/teach/courses/[slug]/access'>) {
  const [{ slug }, locale] = await Promise.all([params, getLocale()]);
  const { frame } = await openCourse(slug, '/access');
  const [t, invitations] = await Promise.all([
    getTranslations('access'),
    orNotFound(api.courses.invitations({ courseSlug: slug })),
  ]);
  const address = new URL(`/${locale}/courses/${slug}`, env().APP_URL).href;
  return (
    <>
      <CourseHeader frame={frame} title={t('title')} lead={t('lead')} />
      <ClientMessages areas={['access', 'errors']}>
        <VisibilityChoice courseSlug={slug} initial={frame.visibility} address={address} />
        <InvitePeople courseSlug={slug} />
        <InvitationList courseSlug={slug} initial={invitations} />
      </ClientMessages>
    </>
  );
}
