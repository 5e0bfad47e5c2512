'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { LibraryItem } from '@/server/domains/library/contract';
import { CaptionsForm } from './captions-form';

/** Opens the captions of one video or recording. */
export function CaptionsButton({ item }: { readonly item: LibraryItem }) {
  const t = useTranslations('media');
  const [isOpen, setOpen] = useState(false);
  const { name } = item;
  return (
    <>
      <Button size="sm" aria-label={t('captionsOf', { name })} onClick={() => setOpen(true)}>
        {t('captions')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('captionsOf', { name })} size="sm">
        <CaptionsForm item={item} />
      </Dialog>
    </>
  );
}
