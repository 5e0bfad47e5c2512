import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getLocale, getTranslations } from 'next-intl/server';
import { CourseFacts } from '@/components/catalog/course-facts';
import { Cover } from '@/components/catalog/cover';
import { CohortChoice } from '@/components/course/cohort-choice';
import { EnrolForm } from '@/components/course/enrol-form';
import { ClientMessages } from '@/components/shell/client-messages';
import { Main, PageHeader } from '@/components/shell/page';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { redirect } from '@/i18n/navigation';
import { courseSlug } from '@/server/domains/courses/contract';
import { getCoursePage } from '@/server/domains/search/cached';
import { requireSignedIn } from '@/server/trpc/page-access';
import { api } from '@/server/trpc/request';
import { enrolHere } from './actions';

type Params = Promise<{ slug: string }>;

/** Names the page; it is for one person and not for search engines. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('course');
  return { title: t('enrolTitle'), robots: { index: false } };
}

/** The offer is for one person and waits for them, so that it comes in one piece, with scripts or without (ADR 0007). */
export const instant = false;

/** The step between a course's page and its first lesson, for those who come without scripts or had to sign in. */
export default function EnrolPage({ params }: { readonly params: Params }) {
  return (
    <Main width="reading">
      <Offer params={params} />
    </Main>
  );
}

async function Offer({ params }: { readonly params: Params }) {
  // The key of the intention is made for one request and never ahead.
  await connection();
  const [{ slug }, locale, t] = await Promise.all([params, getLocale(), getTranslations('course')]);
  await requireSignedIn(`/enrol/${slug}`);
  const course = courseSlug.safeParse(slug).success ? await getCoursePage(slug, locale) : null;
  if (course === null) notFound();
  const place = await api.enrollments.findMine({ courseId: course.id });
  if (place !== null) return redirect({ href: `/learn/${slug}`, locale });
  return (
    <>
      <PageHeader
        above={<Breadcrumbs crumbs={[{ href: `/courses/${slug}`, label: course.title }]} />}
        title={t('enrolIn', { title: course.title })}
        lead={course.subtitle}
      />
      <div className="grid items-start gap-x-8 gap-y-6 sm:grid-cols-[14rem_1fr]">
        <Cover course={course} isFirst />
        <div className="space-y-4">
          <CourseFacts course={course} />
          <p>{t('enrolPromise')}</p>
          <EnrolForm
            action={enrolHere}
            values={{ courseId: course.id, courseSlug: slug, locale, idempotencyKey: randomUUID() }}
            label={t('enrol')}
          >
            <ClientMessages areas={['course']}>
              <CohortChoice cohorts={course.cohorts} />
            </ClientMessages>
          </EnrolForm>
        </div>
      </div>
    </>
  );
}
