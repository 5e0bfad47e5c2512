/** A session as a calendar keeps it. */
export type CalendarEvent = {
  /** The same for as long as the session exists, whatever becomes of it. */
  readonly uid: string;
  readonly sequence: number;
  readonly changedAt: Date;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly isCancelled: boolean;
};

/** `20261128T173000Z`: RFC 5545, 3.3.5, form 2. */
function utc(date: Date): string {
  return date
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d{3}/, '');
}

/** RFC 5545, 3.3.11. Other control characters may not stand in a text at all. */
function text(value: string): string {
  return value
    .replace(/\r\n|\r/g, '\n')
    .replace(/[\p{Cc}]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', String.raw`\n`);
}

/** Octets of a line, without its end: RFC 5545, 3.1. */
const longest = 75;

/** Folds a line between characters: half of one would be read by nobody. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let present = '';
  let octets = 0;
  for (const sign of line) {
    const width = encoder.encode(sign).byteLength;
    if (octets + width > longest) {
      lines.push(present);
      // The blank that says "goes on" counts.
      present = ' ';
      octets = 1;
    }
    present += sign;
    octets += width;
  }
  return [...lines, present].join('\r\n');
}

/** Writes a session as an iCalendar file (RFC 5545), in UTC, so that every calendar shows it by its own clock. */
export function calendarFile(event: CalendarEvent): string {
  const end = new Date(event.startsAt.getTime() + event.minutes * 60_000);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lyceum//Live sessions//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${text(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${text(event.title)}`,
    `DESCRIPTION:${text(event.description)}`,
    `LOCATION:${text(event.url)}`,
    `URL:${event.url}`,
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
