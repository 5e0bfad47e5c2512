'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { DateTime, Duration } from '@/components/ui/format';
import { Icon } from '@/components/ui/icon';
import { Link, OutButtonLink } from '@/components/ui/link';
import { useRouter } from '@/i18n/navigation';
import type { PartOf } from '@/server/domains/content/contract/parts';
import { doorsOpenMs } from '@/server/domains/content/contract/settings';

/** How often the page looks at the clock, in ms. */
const lookMs = 15_000;

/** What is true of the time and the zone of the device; null until scripts run, so that no page carries another's "now". */
function useDevice(): { readonly now: Date; readonly timeZone: string } | null {
  const [device, setDevice] = useState<{ now: Date; timeZone: string } | null>(null);
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const look = () => setDevice({ now: new Date(), timeZone });
    look();
    const timer = setInterval(look, lookMs);
    return () => clearInterval(timer);
  }, []);
  return device;
}

/** Fetches the page again when the door should be open by now, so that the address to join by is on it. */
function useOpening(part: PartOf<'live'>, now: Date | null): void {
  const router = useRouter();
  const opensAt = part.startsAt === null ? null : part.startsAt.getTime() - doorsOpenMs;
  const isDue =
    !part.isOpen && !part.isAttendable && opensAt !== null && now !== null && now.getTime() >= opensAt;
  useEffect(() => {
    if (isDue) router.refresh();
  }, [isDue, router]);
}

/** Properties of {@link LessonLive}. */
export interface LessonLiveProps {
  readonly part: PartOf<'live'>;
  readonly courseSlug: string;
  /** Whether the reader may come in; visitors of a preview only see when it is. */
  readonly isEnrolled: boolean;
}

/** A live session: when it is by the reader's own clock, how to note it, and the way in when the door is open. */
export function LessonLive({ part, courseSlug, isEnrolled }: LessonLiveProps) {
  const t = useTranslations('learn');
  const device = useDevice();
  useOpening(part, device?.now ?? null);
  const { startsAt, isCancelled, recording } = part;
  return (
    <section aria-label={t('kind.live')} className="mt-8 border-s-3 border-marker ps-6">
      {startsAt === null ? (
        <p className="text-md">{t('live.noDate')}</p>
      ) : (
        <When part={part} startsAt={startsAt} device={device} />
      )}
      {isCancelled ? (
        <Banner tone="warning" title={t('live.cancelledTitle')} className="mt-4">
          {t('live.cancelledBody')}
        </Banner>
      ) : null}
      <div className="mt-5 flex flex-wrap items-center gap-3">
        {part.joinUrl === null ? null : (
          <OutButtonLink href={part.joinUrl} variant="primary" icon={<Icon name="video" />}>
            {t('live.join')}
          </OutButtonLink>
        )}
        {startsAt === null ? null : (
          <OutButtonLink href={part.calendarUrl} icon={<Icon name="calendar" />}>
            {t('live.toCalendar')}
          </OutButtonLink>
        )}
      </div>
      <p role="status" className="mt-3 text-ink-muted">
        {isEnrolled ? <Door part={part} /> : null}
      </p>
      {recording === null ? null : (
        <p className="mt-3">
          {t('live.recording')} <Link href={`/learn/${courseSlug}/${recording.slug}`}>{recording.title}</Link>
        </p>
      )}
    </section>
  );
}

/** Says whether one can come in; only this is read aloud when it changes, never the time that is left. */
function Door({ part }: { readonly part: PartOf<'live'> }) {
  const t = useTranslations('learn');
  const { isOpen, isCancelled, isAttendable, joinUrl, hasJoinUrl } = part;
  if (isCancelled || part.startsAt === null) return null;
  if (isOpen) return t(joinUrl === null ? 'live.openWithoutLink' : 'live.open');
  if (isAttendable) return t('live.over');
  return t(hasJoinUrl ? 'live.opens' : 'live.noLink');
}

interface WhenProps {
  readonly part: PartOf<'live'>;
  readonly startsAt: Date;
  readonly device: { readonly now: Date; readonly timeZone: string } | null;
}

const zoneName = (timeZone: string) => timeZone.replaceAll('_', ' ');

function When({ part, startsAt, device }: WhenProps) {
  const t = useTranslations('learn');
  const format = useFormatter();
  const own = device?.timeZone ?? part.timeZone;
  const day = format.dateTime(startsAt, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: own },
  });
  const isToCome = device !== null && startsAt > device.now && !part.isCancelled;
  return (
    <>
      <h2 className="font-serif text-xl font-semibold">{day}</h2>
      <p className="mt-1 text-md">
        {t.rich('live.at', {
          zone: zoneName(own),
          time: () => <DateTime value={startsAt} style="time" timeZone={own} />,
          length: () => <Duration seconds={part.minutes * 60} />,
        })}
      </p>
      {own === part.timeZone ? null : (
        <p className="mt-1 text-sm text-ink-muted">
          {t('live.there', { zone: zoneName(part.timeZone) })}{' '}
          <DateTime value={startsAt} style="date-time" timeZone={part.timeZone} />
        </p>
      )}
      {/* A row of its own, also while it is empty: nothing shifts when the device has told the time. */}
      <p className="mt-1 min-h-6 text-ink-muted">
        {isToCome ? t('live.begins', { when: format.relativeTime(startsAt, device.now) }) : null}
      </p>
    </>
  );
}
