import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/class-names';
import { controlStyle } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import type { CategoryView } from '@/server/domains/courses/contract';
import type { CatalogueAddress } from '@/server/domains/search/contract';
import { catalogueHref } from './catalogue-href';

/** Properties of {@link Filters}. */
export interface FiltersProps {
  readonly address: CatalogueAddress;
  readonly categories: readonly CategoryView[];
  /** Languages that courses are in. */
  readonly languages: readonly string[];
}

function Subject(props: { readonly href: string; readonly isHere: boolean; readonly children: ReactNode }) {
  return (
    <li>
      <Link
        href={props.href}
        variant="plain"
        aria-current={props.isHere ? 'true' : undefined}
        className={cx(
          'inline-flex min-h-9 items-center font-semibold text-ink-muted underline-offset-8 hover:text-ink hover:underline coarse:min-h-11',
          'aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-marker aria-[current]:decoration-3',
        )}
      >
        {props.children}
      </Link>
    </li>
  );
}

function Subjects({ address, categories }: Pick<FiltersProps, 'address' | 'categories'>) {
  const t = useTranslations('catalog');
  const { category, cursor: _start, ...rest } = address;
  return (
    <nav aria-label={t('subjects')}>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        <Subject href={catalogueHref(rest)} isHere={category === undefined}>
          {t('allSubjects')}
        </Subject>
        {categories.map(({ slug, name }) => (
          <Subject key={slug} href={catalogueHref({ ...rest, category: slug })} isHere={category === slug}>
            {name}
          </Subject>
        ))}
      </ul>
    </nav>
  );
}

function Query({ value }: { readonly value: string | undefined }) {
  const t = useTranslations('catalog');
  return (
    <div>
      <label htmlFor="catalogue-q" className="sr-only">
        {t('search')}
      </label>
      <div className="relative">
        <Icon
          name="search"
          className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-ink-muted"
        />
        <input
          id="catalogue-q"
          name="q"
          type="search"
          maxLength={100}
          defaultValue={value}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={t('search')}
          className={cx(controlStyle, 'ps-10')}
        />
      </div>
    </div>
  );
}

/** Narrows the list down: subjects are links, the rest is a form that is sent by GET, so that both need no script. */
export function Filters({ address, categories, languages }: FiltersProps) {
  const t = useTranslations('catalog');
  const locale = useLocale();
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const { q, category, level, language } = address;
  const levels = [
    { value: 'beginner', label: t('beginner') },
    { value: 'intermediate', label: t('intermediate') },
    { value: 'advanced', label: t('advanced') },
  ];
  return (
    <div className="mb-10 space-y-4 border-b border-rule pb-6">
      <Subjects address={address} categories={categories} />
      {/* biome-ignore lint/a11y/useSemanticElements: the search element is not known to every reader yet */}
      <form
        // The fields take the values of the address again when it changes.
        key={catalogueHref(address)}
        action={`/${locale}/search`}
        method="get"
        role="search"
        aria-label={t('narrow')}
        className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto]"
      >
        {category === undefined ? null : <input type="hidden" name="category" value={category} />}
        <Query value={q} />
        <Select
          name="level"
          label={t('level')}
          isOptional
          isLabelHidden
          placeholder={t('anyLevel')}
          defaultValue={level ?? ''}
          options={levels}
        />
        <Select
          name="language"
          label={t('language')}
          isOptional
          isLabelHidden
          placeholder={t('anyLanguage')}
          defaultValue={language ?? ''}
          options={languages.map((each) => ({ value: each, label: names.of(each) ?? each }))}
        />
        <Button type="submit">{t('show')}</Button>
      </form>
    </div>
  );
}
