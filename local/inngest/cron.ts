/** A parsed schedule: the minutes, hours, days, months and weekdays it allows, and its time zone. */
export interface CronSchedule {
  minutes: readonly number[];
  hours: readonly number[];
  days: ReadonlySet<number>;
  months: ReadonlySet<number>;
  weekdays: ReadonlySet<number>;
  /** When both a day of month and a weekday are given, either suffices. */
  eitherDay: boolean;
  zone: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const SHORTHAND: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
/** Far enough for 29 February on a given weekday. */
const HORIZON_DAYS = 366 * 29;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

function readNumber(text: string, names: readonly string[], offset: number): number {
  const name = names.indexOf(text.toLowerCase());
  if (name >= 0) return name + offset;
  if (!/^\d+$/.test(text)) throw new RangeError(`"${text}" is not part of a cron schedule`);
  return Number(text);
}

interface Field {
  min: number;
  max: number;
  names?: readonly string[];
  /** The number the first name stands for. */
  offset?: number;
}

/** Reads any, one or a range of values, each with an optional step. */
function readRange(part: string, field: Field): { first: number; last: number; step: number } {
  const { min, max, names = [], offset = 0 } = field;
  const [range = '', stepText] = part.split('/');
  const step = stepText === undefined ? 1 : readNumber(stepText, [], 0);
  if (range === '*' || range === '?') return { first: min, last: max, step };
  const [from = '', to] = range.split('-');
  const first = readNumber(from, names, offset);
  if (to !== undefined) return { first, last: readNumber(to, names, offset), step };
  return { first, last: stepText === undefined ? first : max, step };
}

function readField(text: string, field: Field): number[] {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const { first, last, step } = readRange(part, field);
    if (first < field.min || last > field.max || first > last || step < 1) {
      throw new RangeError(`"${part}" is outside ${field.min}-${field.max} in a cron schedule`);
    }
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/**
 * Parses five fields (minute hour day month weekday) with lists, ranges, steps and names, optionally after
 * `TZ=Area/City `. @throws RangeError for anything else.
 */
export function parseCron(text: string): CronSchedule {
  const [, zone = 'UTC', rest = ''] = /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/.exec(text.trim()) ?? [];
  const fields = (SHORTHAND[rest] ?? rest).split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (fields.length !== 5 || !minute || !hour || !day || !month || !weekday) {
    throw new RangeError(`"${text}" does not have the five fields of a cron schedule`);
  }
  new Intl.DateTimeFormat('en', { timeZone: zone });
  const isAny = (field: string) => field.startsWith('*') || field.startsWith('?');
  return {
    minutes: readField(minute, { min: 0, max: 59 }),
    hours: readField(hour, { min: 0, max: 23 }),
    days: new Set(readField(day, { min: 1, max: 31 })),
    months: new Set(readField(month, { min: 1, max: 12, names: MONTHS, offset: 1 })),
    weekdays: new Set(readField(weekday, { min: 0, max: 7, names: WEEKDAYS }).map((value) => value % 7)),
    eitherDay: !isAny(day) && !isAny(weekday),
    zone,
  };
}

function isDayAllowed(schedule: CronSchedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false;
  const day = schedule.days.has(date.getUTCDate());
  const weekday = schedule.weekdays.has(date.getUTCDay());
  return schedule.eitherDay ? day || weekday : day && weekday;
}

/** Milliseconds the zone's wall clock is ahead of UTC at a moment. */
function zoneOffset(zone: string, at: number): number {
  if (zone === 'UTC') return 0;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}

/** The moment a wall clock shows a time; a time skipped by daylight saving becomes null. */
function fromWallClock(zone: string, wall: number): number | null {
  for (const probe of [wall - DAY_MS, wall + DAY_MS]) {
    const at = wall - zoneOffset(zone, probe);
    if (at + zoneOffset(zone, at) === wall) return at;
  }
  return null;
}

/** The first moment of a day (its midnight on the wall clock) that a schedule names after `after`. */
function firstTickOfDay(schedule: CronSchedule, midnight: number, after: number): number | null {
  const wallAfter = after + zoneOffset(schedule.zone, after);
  for (const hour of schedule.hours) {
    for (const minute of schedule.minutes) {
      const wall = midnight + (hour * 60 + minute) * MINUTE_MS;
      if (wall < wallAfter - HOUR_MS) continue;
      const at = fromWallClock(schedule.zone, wall);
      if (at !== null && at > after) return at;
    }
  }
  return null;
}

/** The first moment after `after` (epoch milliseconds) the schedule names, or null when it names none. */
export function nextTick(schedule: CronSchedule, after: number): number | null {
  const midnight = Math.floor((after + zoneOffset(schedule.zone, after)) / DAY_MS) * DAY_MS;
  for (let day = 0; day < HORIZON_DAYS; day++) {
    const date = midnight + day * DAY_MS;
    if (!isDayAllowed(schedule, new Date(date))) continue;
    const tick = firstTickOfDay(schedule, date, after);
    if (tick !== null) return tick;
  }
  return null;
}
