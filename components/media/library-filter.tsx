import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { LibraryAddress } from '@/server/domains/library/contract';
import { assetKinds } from '@/server/domains/media/contract';
import { libraryHref } from './library-href';

/** Narrows the library down by a form that is sent by GET, so that a view has an address. */
export function LibraryFilter({ filters }: { readonly filters: Omit<LibraryAddress, 'cursor'> }) {
  const t = useTranslations('media');
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every reader yet
    <form
      // The fields take the values of the address again when it changes.
      key={libraryHref(filters)}
      action={`/${locale}/teach/media`}
      method="get"
      role="search"
      aria-label={t('narrow')}
      className="mt-8 mb-6 grid items-end gap-4 border-t border-rule pt-6 sm:grid-cols-3"
    >
      <TextField name="text" type="search" label={t('search')} defaultValue={filters.text} isOptional />
      <Select
        name="kind"
        label={t('kind')}
        isOptional
        placeholder={t('anyKind')}
        defaultValue={filters.kind ?? ''}
        options={assetKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit">{t('show')}</Button>
        <ButtonLink href={libraryHref({})} variant="quiet">
          {t('clear')}
        </ButtonLink>
      </div>
    </form>
  );
}
