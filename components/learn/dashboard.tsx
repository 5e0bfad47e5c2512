import { useTranslations } from 'next-intl';
import { Cover as CatalogueCover } from '@/components/catalog/cover';
import { CourseCover } from '@/components/ui/course-cover';
import { Icon } from '@/components/ui/icon';
import { ButtonLink, Link } from '@/components/ui/link';
import { ProgressBar } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import { TitledPicture } from '@/components/ui/titled-picture';
import type { EnrollmentList } from '@/server/domains/enrollments/contract';
import { NewSince } from './new-since';

type Item = EnrollmentList['items'][number];

/** Properties of {@link Dashboard}. */
export interface DashboardProps {
  readonly items: readonly Item[];
  /** By course. */
  readonly certificateCodes: ReadonlyMap<string, string>;
  readonly isFirstPage: boolean;
}

/** A learner's courses: first the one to go on with, then the rest by last activity, then what is completed. */
export function Dashboard({ items, certificateCodes, isFirstPage }: DashboardProps) {
  const t = useTranslations('learn');
  if (items.length === 0) {
    return (
      <EmptyState
        icon="book"
        title={t('emptyTitle')}
        action={
          <ButtonLink href="/courses" variant="primary">
            {t('toCatalogue')}
          </ButtonLink>
        }
      >
        {t('emptyBody')}
      </EmptyState>
    );
  }
  const open = items.filter((item) => !item.progress.isCompleted);
  const completed = items.filter((item) => item.progress.isCompleted);
  const [first, ...others] = open;
  const featured = isFirstPage ? first : undefined;
  const listed = featured === undefined ? open : others;
  return (
    <>
      {featured === undefined ? null : <ContinueWith item={featured} />}
      {listed.length === 0 ? null : (
        <CourseSection title={featured === undefined ? t('open') : t('alsoOpen')}>
          {listed.map((item) => (
            <OpenCourse key={item.enrollmentId} item={item} />
          ))}
        </CourseSection>
      )}
      {completed.length === 0 ? null : (
        <CourseSection title={t('completedCourses')}>
          {completed.map((item) => (
            <CompletedCourse key={item.enrollmentId} item={item} code={certificateCodes.get(item.courseId)} />
          ))}
        </CourseSection>
      )}
      {open.length === 0 ? (
        <p className="mt-10">
          <ButtonLink href="/courses">{t('findNextCourse')}</ButtonLink>
        </p>
      ) : null}
    </>
  );
}

function Cover({ item: { cover, courseId: id } }: { readonly item: Item }) {
  return <CatalogueCover course={{ id, cover }} sizes="9rem" />;
}

/** The title stands over the picture of the course; a generated one stays as it is, and the title beside it. */
function Featured({ item }: { readonly item: Item }) {
  const { cover, courseId, courseTitle } = item;
  if (cover === null) return <CourseCover id={courseId} className="w-full rounded-lg" />;
  return (
    <TitledPicture picture={cover} alt="" sizes="(min-width: 48rem) 27rem, 100vw" className="rounded-lg">
      <h2 id="continue-with" className="font-serif text-2xl leading-tight font-semibold">
        <Link href={`/learn/${item.courseSlug}`} variant="plain" className="text-white hover:underline">
          {courseTitle}
        </Link>
      </h2>
    </TitledPicture>
  );
}

function Progress({ item }: { readonly item: Item }) {
  const t = useTranslations('learn');
  const { completedLessons: done, totalLessons: total } = item.progress;
  return (
    <>
      <ProgressBar value={done} total={total} label={t('progressIn', { course: item.courseTitle })} />
      <p className="mt-1.5 flex flex-wrap gap-x-2 text-sm text-ink-muted tabular-nums">
        <span>{t('lessonsDone', { done, total })}</span>
        <span aria-hidden="true">·</span>
        <RelativeTime value={item.lastActivityAt.toISOString()} />
      </p>
    </>
  );
}

function ContinueWith({ item }: { readonly item: Item }) {
  const t = useTranslations('learn');
  const { continueWith } = item;
  return (
    <section
      aria-labelledby="continue-with"
      className="grid items-center gap-x-10 gap-y-6 md:grid-cols-[1fr_1.3fr]"
    >
      <Featured item={item} />
      <div className="min-w-0">
        <p className="text-sm font-semibold text-accent">
          {item.progress.completedLessons === 0 ? t('startHere') : t('continueHere')}
        </p>
        {item.cover === null ? (
          <h2 id="continue-with" className="mt-1 font-serif text-2xl leading-tight font-semibold">
            <Link href={`/learn/${item.courseSlug}`} variant="quiet">
              {item.courseTitle}
            </Link>
          </h2>
        ) : null}
        <div className="mt-4 max-w-108">
          <Progress item={item} />
        </div>
        {continueWith === null ? null : (
          <div className="mt-6">
            <p className="mb-3 text-md">
              {t.rich('nextUp', {
                lesson: () => <span className="font-serif font-semibold">{continueWith.title}</span>,
              })}
            </p>
            <ButtonLink href={`/learn/${item.courseSlug}/${continueWith.slug}`} variant="primary">
              {item.progress.completedLessons === 0 ? t('startCourse') : t('continue')}
              <Icon name="arrow-next" />
            </ButtonLink>
          </div>
        )}
      </div>
    </section>
  );
}

function CourseSection({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="mt-14">
      <h2 className="font-serif text-xl font-semibold">{title}</h2>
      <ul className="mt-4 divide-y divide-rule border-y border-rule">{children}</ul>
    </section>
  );
}

const rowStyle = 'grid grid-cols-[6rem_1fr] items-center gap-x-5 gap-y-3 py-5 sm:grid-cols-[9rem_1fr_auto]';

function OpenCourse({ item }: { readonly item: Item }) {
  const t = useTranslations('learn');
  const { continueWith } = item;
  return (
    <li className={rowStyle}>
      <Cover item={item} />
      <div className="min-w-0">
        <h3 className="font-serif text-lg leading-snug font-semibold">
          <Link href={`/learn/${item.courseSlug}`} variant="quiet">
            {item.courseTitle}
          </Link>
        </h3>
        <div className="mt-2 max-w-108">
          <Progress item={item} />
        </div>
      </div>
      {continueWith === null ? null : (
        <ButtonLink href={`/learn/${item.courseSlug}/${continueWith.slug}`} className="max-sm:col-span-2">
          {item.progress.completedLessons === 0 ? t('startCourse') : t('continue')}
          <span className="sr-only">: {item.courseTitle}</span>
        </ButtonLink>
      )}
    </li>
  );
}

function CompletedCourse({ item, code }: { readonly item: Item; readonly code: string | undefined }) {
  const t = useTranslations('learn');
  return (
    <li className={rowStyle}>
      <Cover item={item} />
      <div className="min-w-0">
        <h3 className="font-serif text-lg leading-snug font-semibold">
          <Link href={`/learn/${item.courseSlug}`} variant="quiet">
            {item.courseTitle}
          </Link>
        </h3>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm text-ink-muted">
          <Icon name="check-circle" className="text-accent" />
          {t('completed')}
          {item.completedAt === null ? null : <RelativeTime value={item.completedAt.toISOString()} />}
        </p>
        {item.newSince === null ? null : <NewSince courseSlug={item.courseSlug} newSince={item.newSince} />}
      </div>
      {code === undefined ? (
        <p className="text-sm text-ink-muted max-sm:col-span-2">{t('certificateOnItsWay')}</p>
      ) : (
        <ButtonLink href={`/verify/${code}`} icon={<Icon name="certificate" />} className="max-sm:col-span-2">
          {t('certificate')}
          <span className="sr-only">: {item.courseTitle}</span>
        </ButtonLink>
      )}
    </li>
  );
}
