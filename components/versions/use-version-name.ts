import { useFormatter, useTranslations } from 'next-intl';
import type { VersionHead } from '@/server/domains/content/contract/versions';

/** Says what a version is called: by its number, or by the moment it was kept at. */
export function useVersionName(): (version: VersionHead) => string {
  const t = useTranslations('versions');
  const format = useFormatter();
  return ({ number, createdAt }) =>
    number === null
      ? `${t('kept')}, ${format.dateTime(createdAt, { dateStyle: 'medium', timeStyle: 'short' })}`
      : t('published', { number });
}
