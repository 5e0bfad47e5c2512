'use client';

import { fontVariables } from '@/app/fonts';
import { CrashPage } from '@/components/shell/crash-page';
import { defaultLocale, localeDirection, localeOfPath } from '@/i18n/routing';
import '@/app/styles/globals.css';

/** Replaces the whole document when the root layout itself breaks; needs nothing that could be broken as well. */
export default function GlobalError({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => void;
}) {
  const locale = typeof window === 'undefined' ? defaultLocale : localeOfPath(window.location.pathname);
  return (
    <html lang={locale} dir={localeDirection(locale)} className={fontVariables}>
      <body>
        <CrashPage locale={locale} error={error} retry={retry} />
      </body>
    </html>
  );
}
