import { useFormatter } from 'next-intl';

/** Returns how to say an instant on the clocks of a zone, with the zone: "3 March 2026, 09:00 CET". */
export function useZonedDate(): (at: Date, zone: string | null) => string {
  const format = useFormatter();
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return (at, zone) => format.dateTime(at, { ...day, ...time, timeZone: zone ?? 'UTC' });
}
