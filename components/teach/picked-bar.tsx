'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { StudioOutline } from '@/server/domains/content/contract';

/** Properties of {@link PickedBar}. */
export interface PickedBarProps {
  readonly count: number;
  readonly sections: StudioOutline['sections'];
  /** Only lessons can be put into a section. */
  readonly mayMove: boolean;
  readonly onMove: (sectionId: string) => void;
  readonly onRemove: () => void;
  readonly onClear: () => void;
}

/** What can be done with everything that is picked; moves without any dragging. */
export function PickedBar({ count, sections, mayMove, onMove, onRemove, onClear }: PickedBarProps) {
  const t = useTranslations('curriculum');
  const [target, setTarget] = useState('');
  return (
    <section
      aria-label={t('pickedTitle')}
      className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-end gap-x-4 gap-y-3 border-t border-rule bg-paper py-3"
    >
      <p role="status" className="self-center font-semibold">
        {t('picked', { count })}
      </p>
      {mayMove ? (
        <div className="flex flex-wrap items-end gap-2">
          <Select
            name="target"
            label={t('moveTo')}
            placeholder={t('choose')}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
            options={sections.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <Button disabled={target === ''} onClick={() => onMove(target)}>
            {t('moveThere')}
          </Button>
        </div>
      ) : null}
      <Button onClick={onRemove}>{t('remove')}</Button>
      <Button variant="quiet" onClick={onClear}>
        {t('clear')}
      </Button>
    </section>
  );
}
