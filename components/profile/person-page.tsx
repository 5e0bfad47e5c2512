import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { BadgeArt } from '@/components/achievements/badge-art';
import { CourseList } from '@/components/catalog/course-list';
import { Avatar } from '@/components/ui/avatar';
import { DateTime } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { StarRating } from '@/components/ui/star-rating';
import type { PublicProfile } from '@/server/domains/profiles/contract';
import type { CourseCard } from '@/server/domains/search/contract';

/** Properties of {@link PersonPage}. */
export interface PersonPageProps {
  readonly person: PublicProfile;
  /** What they teach, newest first. */
  readonly courses: readonly CourseCard[];
}

/** A person as they show themselves: their words, what they teach, what they have learnt. */
export function PersonPage({ person, courses }: PersonPageProps) {
  const t = useTranslations('profile.publicPage');
  const { bio, links, certificates, badges } = person;
  return (
    <article>
      <Head person={person} />
      {bio === '' ? null : <p className="mt-6 max-w-reading font-serif text-md whitespace-pre-line">{bio}</p>}
      {links.length === 0 ? null : <Links links={links} />}
      {courses.length === 0 ? null : (
        <Part id="courses" title={t('courses')}>
          <CourseList courses={courses} level={3} />
        </Part>
      )}
      {certificates === null ? null : (
        <Part id="certificates" title={t('certificates')}>
          <Certificates items={certificates} />
        </Part>
      )}
      {badges === null ? null : (
        <Part id="badges" title={t('badges')}>
          <Badges items={badges} />
        </Part>
      )}
    </article>
  );
}

function Head({ person }: Pick<PersonPageProps, 'person'>) {
  const t = useTranslations('profile.publicPage');
  const { name, headline, picture, teaching } = person;
  return (
    <header className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <Avatar name={name} picture={picture} size="xl" />
      <div className="min-w-0">
        <p className="text-sm font-semibold text-accent">{t(teaching === null ? 'learner' : 'teacher')}</p>
        <h1 className="font-serif text-3xl font-semibold wrap-anywhere max-sm:text-2xl">{name}</h1>
        {headline === '' ? null : <p className="mt-1 text-md text-ink-muted wrap-anywhere">{headline}</p>}
        {teaching === null ? null : (
          <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <span>{t('courseCount', { count: teaching.courses })}</span>
            <span>{t('learners', { count: teaching.learners })}</span>
            {teaching.rating.mean === null ? null : (
              <StarRating value={teaching.rating.mean} count={teaching.rating.count} />
            )}
          </p>
        )}
      </div>
    </header>
  );
}

/** What of an address tells people where it leads. */
function shortened(link: string): string {
  const { hostname, pathname } = new URL(link);
  return `${hostname.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`;
}

function Links({ links }: Pick<PublicProfile, 'links'>) {
  const t = useTranslations('profile.publicPage');
  return (
    <ul aria-label={t('links')} className="mt-4 flex flex-wrap gap-x-6 gap-y-1">
      {links.map((link) => (
        <li key={link} className="min-w-0">
          <a
            href={link}
            // What people link to is theirs: nothing of our standing goes with it.
            rel="nofollow ugc noopener noreferrer"
            className="inline-flex min-h-6 max-w-full items-center gap-1.5 text-accent underline underline-offset-3 wrap-anywhere hover:text-accent-strong coarse:min-h-11"
          >
            <Icon name="link" />
            {shortened(link)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Part(props: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={props.id} className="mt-12">
      <h2 id={props.id} className="mb-4 font-serif text-2xl font-semibold">
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

function Certificates({ items }: { readonly items: NonNullable<PublicProfile['certificates']> }) {
  const t = useTranslations('profile.publicPage');
  if (items.length === 0) return <p className="text-ink-muted">{t('noCertificates')}</p>;
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {items.map(({ code, courseTitle, completedAt }) => (
        <li key={code} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
          <Link
            href={`/verify/${code}`}
            aria-label={t('check', { course: courseTitle })}
            className="inline-flex min-h-6 items-center gap-2 font-serif text-md font-semibold coarse:min-h-11"
          >
            <Icon name="certificate" />
            {courseTitle}
          </Link>
          <span className="text-sm text-ink-muted">
            {t.rich('completed', { date: () => <DateTime value={completedAt} /> })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Badges({ items }: { readonly items: NonNullable<PublicProfile['badges']> }) {
  const t = useTranslations('profile.publicPage');
  const achievements = useTranslations('achievements');
  if (items.length === 0) return <p className="text-ink-muted">{t('noBadges')}</p>;
  return (
    <ul className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
      {items.map(({ badge, earnedAt }) => (
        <li key={badge} className="flex items-center gap-4">
          <BadgeArt badge={badge} />
          <div className="min-w-0">
            <h3 className="font-serif text-md font-semibold">{achievements(`badge.${badge}.name`)}</h3>
            <p className="text-sm text-ink-muted">
              {t.rich('earned', { date: () => <DateTime value={earnedAt} /> })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
