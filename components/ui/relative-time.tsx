'use client';

import { useFormatter } from 'next-intl';
import { useEffect, useState } from 'react';

/** How often a relative time is told anew, in milliseconds. */
const refreshMs = 60_000;

/** Properties of {@link RelativeTime}. */
export interface RelativeTimeProps {
  /** An instant as ISO 8601 text. */
  readonly value: string;
}

/**
 * An instant as distance from now ("3 days ago"), with the full date and time in the reader's zone on hover. Before
 * scripts run it is the plain date, so that a static page never carries somebody else's "now".
 */
export function RelativeTime({ value }: RelativeTimeProps) {
  const format = useFormatter();
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), refreshMs);
    return () => clearInterval(timer);
  }, []);
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  const absolute = format.dateTime(date, { dateStyle: 'medium' });
  if (now === null) return <time dateTime={value}>{absolute}</time>;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <time dateTime={value} title={format.dateTime(date, { dateStyle: 'full', timeStyle: 'short', timeZone })}>
      {format.relativeTime(date, now)}
    </time>
  );
}
