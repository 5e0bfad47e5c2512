'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { buttonStyle } from '@/components/ui/button-style';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { showToast } from '@/components/ui/toast-queue';
import type { NotificationView } from '@/server/domains/notifications/contract';

type Words = ReturnType<typeof useTranslations<'notifications'>>;

function newsOf(content: NotificationView['content'], t: Words): string {
  if (content.type === 'export_ready') return t('exportReady');
  if (content.type === 'badge_granted') return t('badgeReady');
  if (content.type === 'live_session') {
    return t(`session.${content.data.news}`, { lesson: content.data.lessonTitle });
  }
  const course = { course: content.data.courseTitle };
  if (content.type === 'certificate_issued') return t('certificateReady', course);
  if (content.type === 'review_asked') return t('reviewAskedPlain', course);
  if (content.type === 'review_decided') return t(`reviewDecidedPlain.${content.data.decision}`, course);
  return t(`scheduleEndedPlain.${content.data.outcome}`, course);
}

/**
 * The bell: how many notifications are unread, kept up to date over a live stream that goes on where it was after a
 * lost connection. What arrives while the page is open is also said aloud by a toast.
 */
export function NotificationBell() {
  const account = useTranslations('account');
  const t = useTranslations('notifications');
  const cache = trpc.useUtils();
  const unread = trpc.notifications.unread.useQuery();
  trpc.notifications.live.useSubscription(
    {},
    {
      onData: ({ data: { content } }) => {
        void cache.notifications.invalidate();
        if (content.type === 'export_ready') void cache.privacy.state.invalidate();
        if (content.type === 'certificate_issued') void cache.certificates.invalidate();
        if (content.type === 'badge_granted') void cache.gamification.invalidate();
        showToast(newsOf(content, t));
      },
      onError: (error) => {
        // A session that ended elsewhere: the next page leads to sign-in. Everything else reconnects by itself.
        if (failureOf(error).code === 'platform/unauthenticated')
          cache.notifications.unread.setData(undefined, { count: 0 });
      },
    },
  );
  const count = unread.data?.count ?? 0;
  return (
    <Link
      href="/notifications"
      variant="plain"
      aria-label={account('notifications', { count })}
      className={buttonStyle({ variant: 'quiet', size: 'md', isIconOnly: true, className: 'relative' })}
    >
      <Icon name="bell" />
      {count === 0 ? null : (
        <span
          aria-hidden="true"
          className="absolute end-0.5 top-0.5 min-w-5 rounded-full bg-accent px-1 text-center text-2xs leading-5 font-semibold text-accent-ink tabular-nums"
        >
          {count}
        </span>
      )}
    </Link>
  );
}
