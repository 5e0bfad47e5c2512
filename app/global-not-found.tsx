import type { Metadata } from 'next';
import { createTranslator } from 'next-intl';
import { fontVariables } from '@/app/fonts';
import { Logo } from '@/components/brand/logo';
import { mainId } from '@/components/shell/skip-link';
import { languageScript, themeScript } from '@/components/shell/theme-script';
import { buttonStyle } from '@/components/ui/button-style';
import { loadMessages } from '@/i18n/load-messages';
import { defaultLocale, type Locale, localeDirection, locales } from '@/i18n/routing';
import { siteUrl } from '@/server/platform/env';
import '@/app/styles/globals.css';

/** Keeps unknown addresses out of search. */
export const metadata: Metadata = {
  metadataBase: siteUrl(),
  title: '404 · Lyceum',
  robots: { index: false },
};

async function Answer({ locale }: { readonly locale: Locale }) {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'errors' });
  return (
    <section lang={locale} dir={localeDirection(locale)} data-only-language={locale} className="mt-10">
      <h1 className="font-serif text-3xl font-semibold">{t('notFoundTitle')}</h1>
      <p className="mt-3 max-w-reading text-md text-ink-muted">{t('notFoundBody')}</p>
      <p className="mt-6 flex flex-wrap gap-3">
        <a href={`/${locale}/courses`} className={buttonStyle({ variant: 'primary', size: 'md' })}>
          {t('toCourses')}
        </a>
        <a href={`/${locale}`} className={buttonStyle({ variant: 'secondary', size: 'md' })}>
          {t('toHome')}
        </a>
      </p>
    </section>
  );
}

/**
 * The answer to an address that no route claims: one page, rendered ahead, for every language at once, because there
 * is no locale to be had. A script of one line keeps the language of the address; without it all are readable.
 */
export default function GlobalNotFound() {
  return (
    <html lang={defaultLocale} dir="ltr" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours that have to run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: `${themeScript};${languageScript}` }} />
      </head>
      <body>
        <main id={mainId} className="mx-auto w-full max-w-app grow px-(--gutter) py-12">
          <a href="/" className="inline-block" aria-label="Lyceum">
            <Logo />
          </a>
          <p aria-hidden="true" className="mt-12 font-serif text-5xl text-ink-faint">
            404
          </p>
          {locales.map((locale) => (
            <Answer key={locale} locale={locale} />
          ))}
        </main>
      </body>
    </html>
  );
}
