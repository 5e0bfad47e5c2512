import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToReadableStream } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Locale } from '@/i18n/routing';
import { DateTime } from './format';
import { ReaderTime, ReaderZone } from './reader-zone';
import { RelativeTime } from './relative-time';

async function shown(element: ReactNode, zone: string | null, locale: Locale = 'en'): Promise<string> {
  const page = zone === null ? element : <ReaderZone timeZone={Promise.resolve(zone)}>{element}</ReaderZone>;
  const stream = await renderToReadableStream(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={{}}>
      {page}
    </NextIntlClientProvider>,
  );
  await stream.allReady;
  const html = await new Response(stream).text();
  return (/<time[^>]*>([^<]*)<\/time>/.exec(html)?.[1] ?? '').replaceAll(/\s/g, ' ');
}

const at = (value: string) => <ReaderTime value={value} style="date-time" />;

describe('a time of day', () => {
  it.each([
    ['Europe/Madrid', '2026-03-29T00:59:00Z', 'Mar 29, 2026, 1:59 AM GMT+1'],
    ['Europe/Madrid', '2026-03-29T01:00:00Z', 'Mar 29, 2026, 3:00 AM GMT+2'],
    ['Europe/Madrid', '2026-10-25T00:30:00Z', 'Oct 25, 2026, 2:30 AM GMT+2'],
    ['Europe/Madrid', '2026-10-25T01:30:00Z', 'Oct 25, 2026, 2:30 AM GMT+1'],
    ['America/New_York', '2026-03-08T06:59:00Z', 'Mar 8, 2026, 1:59 AM EST'],
    ['America/New_York', '2026-03-08T07:00:00Z', 'Mar 8, 2026, 3:00 AM EDT'],
  ])('in %s at %s is %s', async (zone, value, text) => {
    expect(await shown(at(value), zone)).toBe(text);
  });

  it('is in UTC, and says so, where nobody is known', async () => {
    expect(await shown(at('2026-03-29T00:59:00Z'), null)).toBe('Mar 29, 2026, 12:59 AM UTC');
    expect(await shown(<DateTime value="2026-03-29T00:59:00Z" style="time" />, null)).toBe('12:59 AM UTC');
  });

  it('names the zone in the language of the reader', async () => {
    expect(await shown(at('2026-03-29T01:00:00Z'), 'Europe/Madrid', 'es')).toBe('29 mar 2026, 3:00 CEST');
  });
});

describe('a day', () => {
  it('is the one of the reader’s calendar, also before scripts run', async () => {
    const late = '2026-12-31T23:30:00Z';
    const day = <ReaderTime value={late} style="short-date" />;
    expect(await shown(day, 'Europe/Madrid')).toBe('Jan 1, 2027');
    expect(await shown(day, 'America/New_York')).toBe('Dec 31, 2026');
    expect(await shown(<RelativeTime value={late} />, 'Europe/Madrid')).toBe('Jan 1, 2027');
    expect(await shown(<RelativeTime value={late} />, null)).toBe('Dec 31, 2026');
  });
});
