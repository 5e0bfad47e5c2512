'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Import } from '@/components/exchange/prepare-import';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Icon, type IconName } from '@/components/ui/icon';
import type { Change } from '@/server/domains/exchange/contract/diff';

/** Properties of {@link ImportPlan}. */
export interface ImportPlanProps {
  readonly found: Import;
  readonly isNew: boolean;
  readonly onApply: (prune: boolean) => void;
  readonly onCancel: () => void;
}

const signs: Readonly<Record<Change['act'], IconName>> = {
  added: 'plus',
  moved: 'sort',
  changed: 'edit',
  removed: 'minus',
};

/** Shows what an import would change, and asks. */
export function ImportPlan({ found, isNew, onApply, onCancel }: ImportPlanProps) {
  const t = useTranslations('exchange');
  const [prune, setPrune] = useState(false);
  const removed = found.changes.filter(({ act }) => act === 'removed');
  const changes = found.changes.filter(({ act }) => prune || act !== 'removed');
  return (
    <section aria-labelledby="import-plan" className="space-y-4">
      <h3 id="import-plan" className="font-semibold">
        {t('planTitle')}
      </h3>
      {found.isOfAnother ? <p>{t('otherCourse')}</p> : null}
      {changes.length === 0 ? <p>{t('nothing')}</p> : <ChangeList changes={changes} />}
      {found.uploads.length === 0 ? null : <p>{t('uploads', { count: found.uploads.length })}</p>}
      {found.hasCaptions ? <p className="text-ink-muted">{t('captionsLater')}</p> : null}
      {removed.length === 0 ? null : (
        <Checkbox
          name="prune"
          label={t('prune')}
          hint={t('pruneHint', { count: removed.length })}
          checked={prune}
          onChange={(event) => setPrune(event.currentTarget.checked)}
        />
      )}
      <div className="flex flex-wrap gap-3">
        {changes.length === 0 ? null : (
          <Button variant="primary" onClick={() => onApply(prune)}>
            {t(isNew ? 'applyNew' : 'apply')}
          </Button>
        )}
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </section>
  );
}

function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const t = useTranslations('exchange');
  return (
    <ul className="max-h-96 divide-y divide-rule overflow-y-auto border-y border-rule">
      {changes.map(({ what, act, id, title, fields }) => {
        const words = { thing: t(`things.${what}`), act: t(`acts.${act}`), title };
        return (
          <li key={`${act} ${id}`} className="flex items-start gap-2 py-2">
            <Icon name={signs[act]} className="mt-0.5 text-ink-muted" />
            <span className="min-w-0 wrap-anywhere">
              {fields.length === 0
                ? t('changed', words)
                : t('changedFields', { ...words, fields: fields.join(', ') })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
