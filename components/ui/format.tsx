import { useFormatter, useLocale, useTranslations } from 'next-intl';

/** The exact instant that `datetime` attributes carry; empty for what is no date. */
function machineTime(value: Date | string): { readonly date: Date; readonly iso: string } | null {
  const date = typeof value === 'string' ? new Date(value) : value;
  return Number.isNaN(date.getTime()) ? null : { date, iso: date.toISOString() };
}

/** A time of day says nothing without the zone whose clock it is. */
const timeOfDay = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;

const dateStyles = {
  date: { dateStyle: 'long' },
  'short-date': { dateStyle: 'medium' },
  'date-time': { year: 'numeric', month: 'short', day: 'numeric', ...timeOfDay },
  time: timeOfDay,
} as const;

/** Properties of {@link DateTime}. */
export interface DateTimeProps {
  /** An instant, or its ISO 8601 text. */
  readonly value: Date | string;
  readonly style?: keyof typeof dateStyles;
  /** IANA name; UTC unless the reader's zone is known. */
  readonly timeZone?: string;
}

/** An instant in the reader's language, exact for machines. Where the reader is known, `ReaderTime` has their zone as well. */
export function DateTime({ value, style = 'date', timeZone }: DateTimeProps) {
  const format = useFormatter();
  const time = machineTime(value);
  if (time === null) return null;
  const options = { ...dateStyles[style], ...(timeZone === undefined ? {} : { timeZone }) };
  return <time dateTime={time.iso}>{format.dateTime(time.date, options)}</time>;
}

/** How many decimal digits the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** An amount of minor units in words of a locale; whole amounts have no decimals. */
export function formatMoney(locale: string, amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const isWhole = amountMinor % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: isWhole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
}

/** Properties of {@link Money} and {@link Price}. */
export interface MoneyProps {
  /** Integer, in the currency's minor unit. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** An amount of money; its digits line up in tables. */
export function Money({ amountMinor, currency }: MoneyProps) {
  return <span className="tabular-nums">{formatMoney(useLocale(), amountMinor, currency)}</span>;
}

/** What something costs: an amount, or the word for free. */
export function Price(props: MoneyProps) {
  const t = useTranslations('ui');
  return props.amountMinor === 0 ? <span>{t('free')}</span> : <Money {...props} />;
}

/** A number in the reader's language. */
export function FormattedNumber({ value }: { readonly value: number }) {
  return <span className="tabular-nums">{useFormatter().number(value)}</span>;
}

/** Hours and minutes of a length of time; it is never told as nothing: less than a minute is one. */
export function splitDuration(seconds: number): { readonly hours: number; readonly minutes: number } {
  const total = Math.max(1, Math.round(seconds / 60));
  return { hours: Math.floor(total / 60), minutes: total % 60 };
}

/** A length of time ("4 h 20 min"), exact for machines. */
export function Duration({ seconds }: { readonly seconds: number }) {
  const t = useTranslations('ui');
  const { hours, minutes } = splitDuration(seconds);
  const text =
    hours === 0
      ? t('durationMinutes', { minutes })
      : minutes === 0
        ? t('durationHours', { hours })
        : t('durationHoursMinutes', { hours, minutes });
  return <time dateTime={`PT${Math.round(seconds)}S`}>{text}</time>;
}
