'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { showToast } from '@/components/ui/toast-queue';
import type { DetailsDraft, DetailsField } from './details-draft';
import type { Meanwhile } from './use-details-draft';

/** Properties of {@link DetailsConflict}. */
export interface DetailsConflictProps {
  readonly meanwhile: Meanwhile;
  readonly draft: DetailsDraft;
  readonly onTakeTheirs: (field: DetailsField) => void;
}

/** Says that somebody else has saved in the meantime, and shows both texts of every field that both have changed. */
export function DetailsConflict({ meanwhile, draft, onTakeTheirs }: DetailsConflictProps) {
  const t = useTranslations('studio.details');
  if (meanwhile.both.length === 0) {
    return (
      <Banner isLive tone="info" title={t('mergedTitle')} className="mb-6">
        {t('mergedBody')}
      </Banner>
    );
  }
  const take = (field: DetailsField) => {
    onTakeTheirs(field);
    showToast(t('usedTheirs', { field: t(`fields.${field}`) }));
  };
  const text = (value: string) => (value === '' ? t('empty') : value);
  return (
    <Banner isLive tone="warning" title={t('conflictTitle')} className="mb-6">
      <p>{t('conflictBody')}</p>
      {meanwhile.both.map((field) => (
        <section key={field} aria-label={t(`fields.${field}`)} className="mt-4 border-t border-rule pt-3">
          <h2 className="font-semibold">{t(`fields.${field}`)}</h2>
          <dl className="mt-1 grid gap-x-6 gap-y-3 sm:grid-cols-2">
            {(['yours', 'theirs'] as const).map((whose) => (
              <div key={whose}>
                <dt className="text-ink-muted">{t(whose)}</dt>
                <dd className="max-h-48 overflow-y-auto whitespace-pre-wrap break-words">
                  {text(whose === 'yours' ? draft[field] : meanwhile.theirs[field])}
                </dd>
              </div>
            ))}
          </dl>
          <Button size="sm" className="mt-3" onClick={() => take(field)}>
            {t('useTheirs', { field: t(`fields.${field}`) })}
          </Button>
        </section>
      ))}
    </Banner>
  );
}
