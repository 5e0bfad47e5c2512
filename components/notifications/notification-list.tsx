import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { ButtonLink, Link } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { EmptyState } from '@/components/ui/states';
import { badgeKey } from '@/server/domains/gamification/contract';
import type { NotificationView } from '@/server/domains/notifications/contract';

function Told({ content }: Pick<NotificationView, 'content'>) {
  const t = useTranslations('notifications');
  if (content.type === 'export_ready') {
    return (
      <>
        {t('exportReady')} <Link href="/settings/privacy">{t('fetchExport')}</Link>
      </>
    );
  }
  if (content.type === 'badge_granted') return <ToldOfBadge badge={content.data.badge} />;
  return (
    <>
      {t.rich('certificateIssued', {
        course: content.data.courseTitle,
        strong: (text) => <strong>{text}</strong>,
      })}{' '}
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
