import { locale as rootLocale } from 'next/root-params';
import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { loadMessages } from './load-messages';
import { routing } from './routing';

/**
 * The locale of a render comes from its address (`next/root-params`), never from headers or cookies: pages stay
 * static and `'use cache'` entries are keyed by locale on their own. Route handlers, server actions and workflows
 * have no address with a locale; they pass one: `getTranslations({ locale, namespace })`.
 */
export default getRequestConfig(async ({ locale: requested }) => {
  const candidate = requested ?? (await rootLocale());
  const locale = hasLocale(routing.locales, candidate) ? candidate : routing.defaultLocale;
  return {
    locale,
    messages: await loadMessages(locale),
    timeZone: 'UTC',
  };
});
