import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { controlStyle } from '@/components/ui/field';
import { Link } from '@/components/ui/link';
import type { CategoryView } from '@/server/domains/courses/contract';
import { catalogueHref } from './catalogue-href';

// Names stand inside a sentence; an abbreviation ("SQL") keeps its capitals.
function inSentence(name: string, locale: string): string {
  const [first = '', second = ''] = name;
  const isWord = second === second.toLocaleLowerCase(locale);
  return isWord ? first.toLocaleLowerCase(locale) + name.slice(first.length) : name;
}

/** What the school teaches, said as one sentence in which every subject is a way in. */
export function HomeTitle({ categories }: { readonly categories: readonly CategoryView[] }) {
  const t = useTranslations('home');
  const locale = useLocale();
  const names = categories.map(({ name }) => inSentence(name, locale));
  const slugs = categories.map(({ slug }) => slug);
  const parts = new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).formatToParts(names);
  let at = -1;
  return (
    <h1 className="max-w-[36ch] font-serif text-3xl leading-[1.16] font-semibold tracking-[-0.015em] text-ink-muted sm:text-4xl lg:text-5xl">
      {categories.length === 0 ? t('titleAlone') : t('title')}{' '}
      {parts.map((part) => {
        if (part.type === 'literal') return part.value;
        at += 1;
        return (
          <Link
            key={slugs[at] ?? part.value}
            href={catalogueHref({ category: slugs[at] })}
            variant="plain"
            className="text-ink underline decoration-marker decoration-3 underline-offset-[0.14em] hover:text-accent hover:decoration-accent"
          >
            {part.value}
          </Link>
        );
      })}
      {categories.length === 0 ? null : '.'}
    </h1>
  );
}

/** How the school teaches, and the search. */
export function HomeLead() {
  const t = useTranslations('home');
  const locale = useLocale();
  return (
    <div className="mt-8 grid items-end gap-x-14 gap-y-6 border-b border-rule pb-12 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <p className="max-w-reading font-serif text-lg text-ink-muted">{t('lead')}</p>
      <div>
        {/* biome-ignore lint/a11y/useSemanticElements: the search element is not known to every reader yet */}
        <form
          action={`/${locale}/search`}
          method="get"
          role="search"
          aria-label={t('find')}
          className="flex gap-2"
        >
          <label htmlFor="home-search" className="sr-only">
            {t('searchLabel')}
          </label>
          <input
            id="home-search"
            name="q"
            type="search"
            maxLength={100}
            autoComplete="off"
            enterKeyHint="search"
            placeholder={t('searchLabel')}
            className={controlStyle}
          />
          <Button type="submit" variant="primary">
            {t('search')}
          </Button>
        </form>
        <p className="mt-2 text-sm text-ink-muted">
          {t.rich('searchHint', {
            example: (text) => (
              <Link href={catalogueHref({ q: String(text) })} prefetch={false}>
                {text}
              </Link>
            ),
          })}
        </p>
      </div>
    </div>
  );
}
