'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { textOf } from '@/components/auth/form-values';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { outlineLimits } from '@/server/domains/content/contract';
import type { Row } from './outline-tree';

/** Properties of {@link RenameDialog}. */
export interface RenameDialogProps {
  /** What is to be called otherwise; null while nothing is. */
  readonly row: Row | null;
  readonly onClose: () => void;
  readonly onRename: (row: Row, title: string) => void;
}

/** Asks how a section or lesson is to be called. */
export function RenameDialog({ row, onClose, onRename }: RenameDialogProps) {
  const t = useTranslations('curriculum');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), 'newTitle').trim();
    if (row === null || title === '') return;
    if (title !== row.title) onRename(row, title);
    onClose();
  };
  return (
    <Dialog isOpen={row !== null} onClose={onClose} title={t('renameTitle')} size="sm">
      <form onSubmit={submit} method="post" className="space-y-5">
        <TextField
          key={row?.id ?? ''}
          name="newTitle"
          label={t('name')}
          defaultValue={row?.title ?? ''}
          maxLength={outlineLimits.title}
          autoComplete="off"
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary">
            {t('rename')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
