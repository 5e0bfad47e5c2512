import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { VersionHead } from '@/server/domains/content/contract/versions';
import { useVersionName } from './use-version-name';

/** Properties of {@link CompareForm}. */
export interface CompareFormProps {
  readonly action: string;
  readonly versions: readonly VersionHead[];
  readonly fromId: string | undefined;
  readonly toId: string | undefined;
}

/** Chooses which two versions are compared; a plain form, so that a comparison has an address. */
export function CompareForm({ action, versions, fromId, toId }: CompareFormProps) {
  const t = useTranslations('versions');
  const nameOf = useVersionName();
  const options = versions.map((version) => ({ value: version.id, label: nameOf(version) }));
  return (
    <form action={action} method="get" className="mb-8 flex flex-wrap items-end gap-4">
      <Select name="from" label={t('from')} options={options} defaultValue={fromId} />
      <Select
        name="to"
        label={t('to')}
        options={[{ value: 'working', label: t('workingNow') }, ...options]}
        defaultValue={toId ?? 'working'}
      />
      <Button type="submit">{t('compare')}</Button>
    </form>
  );
}
