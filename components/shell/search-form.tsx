import { useLocale, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';

/** Properties of {@link SearchForm}. */
export interface SearchFormProps {
  /** Distinguishes the forms of one page. */
  readonly id: string;
  readonly className?: string;
  readonly defaultValue?: string;
}

/** Searches the catalogue by a plain GET, with or without scripts. */
export function SearchForm({ id, className, defaultValue }: SearchFormProps) {
  const t = useTranslations('shell');
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every reader yet
    <form action={`/${locale}/search`} method="get" role="search" className={cx('relative', className)}>
      <label htmlFor={id} className="sr-only">
        {t('searchLabel')}
      </label>
      <Icon
        name="search"
        className="pointer-events-none absolute start-3 top-1/2 -translate-y-1/2 text-ink-muted"
      />
      <input
        id={id}
        name="q"
        type="search"
        defaultValue={defaultValue}
        placeholder={t('searchPlaceholder')}
        autoComplete="off"
        enterKeyHint="search"
        className="min-h-10 w-full rounded-full border border-edge bg-surface ps-10 pe-4 text-base transition-colors hover:border-ink focus-visible:rounded-full coarse:min-h-11"
      />
    </form>
  );
}
