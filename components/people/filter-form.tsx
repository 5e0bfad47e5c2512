import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { accountStates, type PeopleAddress, personRoles } from '@/server/domains/people/contract';
import { peopleHref } from './people-href';

/** Narrows the list of people down by a form that is sent by GET, so that a view has an address and needs no script. */
export function PeopleFilterForm({ filters }: { readonly filters: Omit<PeopleAddress, 'cursor'> }) {
  const t = useTranslations('people');
  const locale = useLocale();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not known to every reader yet
    <form
      // The fields take the values of the address again when it changes.
      key={peopleHref(filters)}
      action={`/${locale}/admin/people`}
      method="get"
      role="search"
      aria-label={t('narrow')}
      className="mb-8 grid items-end gap-4 border-b border-rule pb-6 sm:grid-cols-2 lg:grid-cols-4"
    >
      <TextField
        name="text"
        type="search"
        label={t('text')}
        placeholder={t('textHint')}
        defaultValue={filters.text}
        isOptional
      />
      <Select
        name="role"
        label={t('role')}
        isOptional
        placeholder={t('anyRole')}
        defaultValue={filters.role ?? ''}
        options={personRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      <Select
        name="state"
        label={t('state')}
        isOptional
        placeholder={t('anyState')}
        defaultValue={filters.state ?? ''}
        options={accountStates.map((value) => ({ value, label: t(`states.${value}`) }))}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          {t('show')}
        </Button>
        <ButtonLink href={peopleHref({})}>{t('clear')}</ButtonLink>
      </div>
    </form>
  );
}
