import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { auditHref } from '@/components/audit/audit-href';
import { Banner } from '@/components/ui/banner';
import { Link } from '@/components/ui/link';
import { ReaderTime } from '@/components/ui/reader-zone';
import { RelativeTime } from '@/components/ui/relative-time';
import type { PersonDetails } from '@/server/domains/people/contract';
import { StateBadge } from './state-badge';

type Of = { readonly person: PersonDetails };

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-6 py-2 sm:grid-cols-[12rem_1fr]">
      <dt className="text-ink-muted">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-3 font-serif text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Rows({ none, children }: { readonly none: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return <p className="text-ink-muted">{none}</p>;
  return <ul className="divide-y divide-rule border-y border-rule">{children}</ul>;
}

const rowStyle = 'flex flex-wrap justify-between gap-x-6 gap-y-1 py-2.5';

/** What an account is: state, ways in, and why it is closed if it is. */
export function PersonFacts({ person }: Of) {
  const t = useTranslations('people');
  const { suspension, acts } = person;
  return (
    <>
      {suspension === null ? null : (
        <Banner tone="danger" title={t('suspendedTitle')} className="mb-5">
          <p>{suspension.reason}</p>
          <p className="text-ink-muted">
            <ReaderTime value={suspension.at} style="date-time" />
          </p>
        </Banner>
      )}
      <dl className="divide-y divide-rule border-y border-rule">
        <Fact term={t('state')}>
          <StateBadge state={person.state} />
        </Fact>
        <Fact term={t('role')}>{t(`roles.${person.role}`)}</Fact>
        <Fact term={t('email')}>{person.email}</Fact>
        <Fact term={t('handle')}>{person.handle ?? t('none')}</Fact>
        <Fact term={t('since')}>
          <ReaderTime value={person.createdAt} style="date-time" />
        </Fact>
        <Fact term={t('waysIn')}>
          {person.hasPassword ? t('withPassword') : t('withoutPassword')}
          {person.hasSecondFactor ? ` ${t('withSecondFactor')}` : ''}
        </Fact>
        <Fact term={t('place')}>
          {person.locale} · {person.timeZone}
        </Fact>
        {acts.readAudit ? (
          <Fact term={t('audit')}>
            <span className="flex flex-wrap gap-x-5 gap-y-1">
              <Link href={auditHref({ subject: person.id })}>{t('auditAbout')}</Link>
              <Link href={auditHref({ who: person.id })}>{t('auditBy')}</Link>
            </span>
          </Fact>
        ) : null}
      </dl>
    </>
  );
}

/** What an account has been doing: courses, devices, mails. */
export function PersonActivity({ person }: Of) {
  const t = useTranslations('people');
  return (
    <>
      <Part id="enrollments" title={t('enrollments')}>
        <Rows none={t('noEnrollments')}>
          {person.enrollments.map(({ courseSlug, courseTitle, enrolledAt, completedAt, revokedAt }) => (
            <li key={courseSlug} className={rowStyle}>
              <Link href={`/courses/${courseSlug}`}>{courseTitle}</Link>
              <span className="text-ink-muted">
                {revokedAt === null ? (completedAt === null ? t('enrolled') : t('completed')) : t('revoked')}{' '}
                <ReaderTime value={revokedAt ?? completedAt ?? enrolledAt} style="short-date" />
              </span>
            </li>
          ))}
        </Rows>
      </Part>
      <Part id="sessions" title={t('sessions')}>
        <Rows none={t('noSessions')}>
          {person.sessions.map(({ id, device, network, lastSeenAt }) => (
            <li key={id} className={rowStyle}>
              <span>
                {device === '' ? t('unknownDevice') : device}
                {network === '' ? null : <span className="text-ink-muted"> · {network}</span>}
              </span>
              <RelativeTime value={lastSeenAt.toISOString()} />
            </li>
          ))}
        </Rows>
      </Part>
      <Part id="mails" title={t('mails')}>
        <Rows none={t('noMails')}>
          {person.mails.map(({ template, at, isSent }) => (
            <li key={`${template}${at.toISOString()}`} className={rowStyle}>
              <span>
                <code>{template}</code>
                {isSent ? null : <span className="text-danger"> · {t('mailWaiting')}</span>}
              </span>
              <ReaderTime value={at} style="date-time" />
            </li>
          ))}
        </Rows>
      </Part>
    </>
  );
}
