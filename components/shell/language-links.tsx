'use client';

import type { SyntheticEvent } from 'react';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import { type Locale, localeDirection, localeNames, locales } from '@/i18n/routing';

/** Properties of {@link LanguageLinks}. */
export interface LanguageLinksProps {
  readonly current: Locale;
  readonly label: string;
}

// Reading the address while rendering would take the page's prerendered shell away; at the click it is free.
function aimAtThisPage(event: SyntheticEvent<HTMLAnchorElement>, locale: Locale): void {
  const { pathname, search, hash } = window.location;
  const rest = pathname.replace(/^\/[a-z]{2}(?=\/|$)/, '');
  event.currentTarget.href = `/${locale}${rest}${search}${hash}`;
}

/**
 * The page in each language, under the language's own name. They are plain links: the document's language and
 * direction change with it, and without scripts they lead to the home page of that language.
 */
export function LanguageLinks({ current, label }: LanguageLinksProps) {
  return (
    <nav aria-label={label}>
      <p aria-hidden="true" className="px-2 pb-1 text-xs text-ink-muted">
        {label}
      </p>
      <ul>
        {locales.map((locale) => (
          <li key={locale}>
            <a
              href={`/${locale}`}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === current ? 'true' : undefined}
              onPointerDown={(event) => aimAtThisPage(event, locale)}
              onFocus={(event) => aimAtThisPage(event, locale)}
              onClick={(event) => aimAtThisPage(event, locale)}
              className={cx(
                'flex min-h-9 items-center justify-between gap-4 rounded-sm px-2 hover:bg-accent-soft coarse:min-h-11',
                locale === current && 'font-semibold',
              )}
            >
              <span dir={localeDirection(locale)}>{localeNames[locale]}</span>
              {locale === current ? <Icon name="check" className="text-accent" /> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
