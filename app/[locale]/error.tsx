'use client';

import { useLocale } from 'next-intl';
import { CrashPage } from '@/components/shell/crash-page';

/** Catches what no smaller boundary caught; retrying renders the page again and keeps the address. */
export default function LocaleError({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => void;
}) {
  return <CrashPage locale={useLocale()} error={error} retry={retry} />;
}
