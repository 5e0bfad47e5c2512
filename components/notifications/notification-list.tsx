import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { ButtonLink, Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import { badgeKey } from '@/server/domains/gamification/contract';
import type { NotificationView } from '@/server/domains/notifications/contract';

type Content = NotificationView['content'];

const strong = (text: ReactNode) => <strong>{text}</strong>;

type AboutCourse = Extract<Content, { type: 'review_asked' | 'review_decided' | 'schedule_ended' }>;

/** What is told of a course to those who work on it, and the way there. */
function CourseTold({ content }: { readonly content: AboutCourse }) {
  const t = useTranslations('notifications');
  const { courseTitle: course, courseSlug } = content.data;
  const values = { course, strong };
  const told = {
    review_asked: () => t.rich('reviewAsked', values),
    review_decided: () =>
      content.type === 'review_decided' ? t.rich(`reviewDecided.${content.data.decision}`, values) : null,
    schedule_ended: () =>
      content.type === 'schedule_ended' ? t.rich(`scheduleEnded.${content.data.outcome}`, values) : null,
  };
  return (
    <>
      {told[content.type]()}{' '}
      <Link href={`/teach/courses/${courseSlug}/publish`}>
        {t(content.type === 'review_asked' ? 'seeReview' : 'openCourse')}
      </Link>
    </>
  );
}

function Told({ content }: { readonly content: Content }) {
  const t = useTranslations('notifications');
  if (content.type === 'export_ready') {
    return (
      <>
        {t('exportReady')} <Link href="/settings/privacy">{t('fetchExport')}</Link>
      </>
    );
  }
  if (content.type === 'badge_granted') return <ToldOfBadge badge={content.data.badge} />;
  if (content.type === 'live_session') {
    const { news, lessonTitle: lesson, lessonSlug, courseTitle: course, courseSlug } = content.data;
    return (
      <>
        {t('sessionOf', { news: t(`session.${news}`, { lesson }), course })}{' '}
        <Link href={`/learn/${courseSlug}/${lessonSlug}`}>{t('openLesson')}</Link>
      </>
    );
  }
  if (content.type !== 'certificate_issued') return <CourseTold content={content} />;
  return (
    <>
      {t.rich('certificateIssued', { course: content.data.courseTitle, strong })}{' '}
      <Link href={`/verify/${content.data.code}`}>{t('seeCertificate')}</Link>
    </>
  );
}

function ToldOfBadge({ badge }: { readonly badge: string }) {
  const t = useTranslations('notifications');
  const achievements = useTranslations('achievements');
  const known = badgeKey.safeParse(badge);
  return (
    <>
      {known.success
        ? t.rich('badgeGranted', {
            badge: achievements(`badge.${known.data}.name`),
            strong: (text) => <strong>{text}</strong>,
          })
        : t('badgeReady')}{' '}
      <Link href="/achievements">{t('seeAchievements')}</Link>
    </>
  );
}

/** What a person was told, latest first; what was unread when the page was asked for is marked in words. */
export function NotificationList({ items }: { readonly items: readonly NotificationView[] }) {
  const t = useTranslations('notifications');
  if (items.length === 0) {
    return (
      <EmptyState
        icon="bell"
        title={t('emptyTitle')}
        action={<ButtonLink href="/learn">{t('emptyAction')}</ButtonLink>}
      >
        {t('emptyBody')}
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-rule border-y border-rule">
      {items.map(({ id, content, createdAt, isRead }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-4">
          <p className="min-w-0 grow">
            {isRead ? null : (
              <>
                <Badge tone="accent">{t('unread')}</Badge>{' '}
              </>
            )}
            <Told content={content} />
          </p>
          <span className="text-sm text-ink-muted">
            <RelativeTime value={createdAt.toISOString()} />
          </span>
        </li>
      ))}
    </ol>
  );
}
