import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { fontVariables } from '@/app/fonts';
import { platformPicture } from '@/components/catalog/page-addresses';
import { ClientMessages } from '@/components/shell/client-messages';
import { SkipLink } from '@/components/shell/skip-link';
import { themeScript } from '@/components/shell/theme-script';
import { localeDirection, locales, routing } from '@/i18n/routing';
import { siteUrl } from '@/server/platform/env';
import '@/app/styles/globals.css';

/** Every locale is built ahead of time. */
export function generateStaticParams(): { locale: string }[] {
  return locales.map((locale) => ({ locale }));
}

/** Names every page after itself and the product. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    metadataBase: siteUrl(),
    title: { default: t('productName'), template: `%s · ${t('productName')}` },
    description: t('tagline'),
    applicationName: t('productName'),
    formatDetection: { telephone: false, email: false, address: false },
    openGraph: { type: 'website', siteName: t('productName'), images: [platformPicture] },
    twitter: { card: 'summary_large_image' },
  };
}

/** The browser's own bars take the colour of the page. */
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f5f0' },
    { media: '(prefers-color-scheme: dark)', color: '#131a17' },
  ],
  colorScheme: 'light dark',
};

interface LocaleLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string }>;
}

/** The root layout: language, direction, type and appearance; it reads no session, so that pages stay static. */
export default async function LocaleLayout({ children, params }: LocaleLayoutProps) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  return (
    <html lang={locale} dir={localeDirection(locale)} className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours that has to run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <SkipLink />
        <ClientMessages areas={[]}>{children}</ClientMessages>
      </body>
    </html>
  );
}
