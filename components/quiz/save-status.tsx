'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/class-names';
import { Icon, type IconName } from '@/components/ui/icon';
import type { SaveState } from './answer-saver';

const icons: Readonly<Record<SaveState, IconName>> = {
  saved: 'check',
  saving: 'clock',
  waiting: 'offline',
  refused: 'error',
};

/** How the answers are saved, in words; said aloud only when that is worth an interruption. */
export function SaveStatus({
  state,
  hasChanged,
}: {
  readonly state: SaveState;
  readonly hasChanged: boolean;
}) {
  const t = useTranslations('quiz');
  const isTrouble = state === 'waiting' || state === 'refused';
  const text = state === 'saved' && !hasChanged ? t('save.idle') : t(`save.${state}`);
  return (
    <p
      className={cx('flex min-h-6 items-center gap-2 text-sm', isTrouble ? 'text-danger' : 'text-ink-muted')}
    >
      <Icon name={icons[state]} />
      <span aria-hidden={isTrouble}>{text}</span>
      <span role="status" className="sr-only">
        {isTrouble ? text : ''}
      </span>
    </p>
  );
}
