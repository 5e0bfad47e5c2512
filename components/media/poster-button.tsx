'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { LibraryItem } from '@/server/domains/library/contract';
import { PosterForm } from './poster-form';

/** Opens the choice of a video's poster. */
export function PosterButton({ item }: { readonly item: LibraryItem }) {
  const t = useTranslations('media');
  const [isOpen, setOpen] = useState(false);
  const { name } = item;
  return (
    <>
      <Button size="sm" aria-label={t('posterOf', { name })} onClick={() => setOpen(true)}>
        {t('poster')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('posterOf', { name })} size="lg">
        <PosterForm item={item} />
      </Dialog>
    </>
  );
}
