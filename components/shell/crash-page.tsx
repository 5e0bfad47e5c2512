'use client';

import { Logo } from '@/components/brand/logo';
import { Button } from '@/components/ui/button';
import type { Locale } from '@/i18n/routing';
import ar from '@/messages/ar/crash.json';
import en from '@/messages/en/crash.json';
import es from '@/messages/es/crash.json';
import { mainId } from './skip-link';

// Imported and not provided: when this is shown, the provider of messages may be what failed.
const texts = { en, es, ar } as const;

/** Properties of {@link CrashPage}. */
export interface CrashPageProps {
  readonly locale: Locale;
  readonly error: unknown;
  readonly retry: () => void;
}

function digestOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null;
  return typeof error.digest === 'string' ? error.digest : null;
}

/** What a person sees when a page breaks: what happened, what was kept, what to do. Never the error's own words. */
export function CrashPage({ locale, error, retry }: CrashPageProps) {
  const text = texts[locale];
  const digest = digestOf(error);
  return (
    <main id={mainId} className="mx-auto w-full max-w-reading grow px-(--gutter) py-16">
      {/* A full load on purpose: what is in memory has just failed. */}
      <a href={`/${locale}`} className="inline-block">
        <Logo />
      </a>
      <div role="alert" className="mt-12">
        <h1 className="font-serif text-3xl font-semibold">{text.title}</h1>
        <p className="mt-3 text-md text-ink-muted">{text.body}</p>
      </div>
      <Button variant="primary" onClick={retry} className="mt-8">
        {text.tryAgain}
      </Button>
      {digest === null ? null : (
        <p className="mt-8 text-sm text-ink-muted">
          {text.reference}: <code className="font-mono">{digest}</code>
        </p>
      )}
    </main>
  );
}
