'use client';

import { useFormatter } from 'next-intl';
import { useEffect, useState } from 'react';
import { useReaderZone } from './reader-zone';

/** How often a relative time is told anew, in milliseconds. */
const refreshMs = 60_000;

const fullStyle = {
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/** Properties of {@link RelativeTime}. */
export interface RelativeTimeProps {
  /** An instant as ISO 8601 text. */
  readonly value: string;
}

/**
 * An instant as distance from now ("3 days ago"), with the full date and time on hover, in the
 * zone the reader has chosen or, where nobody is known, the one of their device. Before
 * scripts run it is the plain date, so that a static page never carries somebody else's "now".
 */
export function RelativeTime({ value }: RelativeTimeProps) {
  const format = useFormatter();
  const zone = useReaderZone();
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  const chosen = zone === null ? {} : { timeZone: zone };
  const absolute = format.dateTime(date, { dateStyle: 'medium', ...chosen });
  if (now === null) return <time dateTime={value}>{absolute}</time>;
  const { timeZone } = Intl.DateTimeFormat('en', chosen).resolvedOptions();
  return (
    <time dateTime={value} title={format.dateTime(date, { ...fullStyle, timeZone })}>
      {format.relativeTime(date, now)}
    </time>
  );
}
