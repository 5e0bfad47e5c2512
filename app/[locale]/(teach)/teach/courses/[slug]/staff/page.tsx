import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main } from '@/components/shell/page';
import { CourseHeader } from '@/components/teach/course-header';
import { CourseStaff } from '@/components/teach/course-staff';
import { TableSkeleton } from '@/components/teach/table-skeleton';
import { openCourse, orNotFound } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';

/** Names the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('staff');
  return { title: t('title'), robots: { index: false } };
}

/** Who works on a course, and what each of them may do. */
export default async function CourseStaffPage(props: PageProps<'/[locale]/teach/courses/[slug]/staff'>) {
  const t = await getTranslations('staff');
  return (
    <Main width="app" density="dense">
      <Suspense fallback={<TableSkeleton />}>
        <Staff {...props} title={t('title')} lead={t('lead')} />
      </Suspense>
    </Main>
  );
}

async function Staff({
  params,
  title,
  lead,
}: PageProps<'/[locale]/teach/courses/[slug]/staff'> & { readonly title: string; readonly lead: string }) {
  const { slug } = await params;
  const { frame } = await openCourse(slug, '/staff');
  const staff = await orNotFound(api.courses.staff({ courseSlug: slug }));
  return (
    <>
      <CourseHeader frame={frame} title={title} lead={lead} />
      <ClientMessages areas={['staff', 'errors']}>
        <CourseStaff courseSlug={slug} initial={staff} />
      </ClientMessages>
    </>
  );
}
