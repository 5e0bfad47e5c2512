import { useFormatter } from 'next-intl';

/**
 * Returns how to say an instant on the clocks of a zone, with the zone: "3 March 2026, 09:00 CET"; UTC when none is given. Date and
 * time are joined here: how they are joined differs between the versions of ICU of server and browser.
 */
export function useZonedDate(): (at: Date, zone: string | null) => string {
  const format = useFormatter();
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return (at, zone) => {
    const timeZone = zone ?? 'UTC';
    return [
      format.dateTime(at, { dateStyle: 'long', timeZone }),
      format.dateTime(at, { ...time, timeZone }),
    ].join(', ');
  };
}
