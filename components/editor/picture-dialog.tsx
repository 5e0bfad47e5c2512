'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import type { EditorDialogProps } from './link-dialog';

const ownPicture = /^\/media\/[\w./?&=%-]+$/;

type Wrong = { readonly src?: boolean; readonly alt?: boolean };

/** Asks for a picture of our store and what it shows: nobody can leave the words out. */
export function PictureDialog({ editor, isOpen, onClose }: EditorDialogProps) {
  const t = useTranslations('editor');
  const [wrong, setWrong] = useState<Wrong>({});
  const present = editor.isActive('image') ? editor.getAttributes('image') : {};
  const presentOf = (name: string) => (typeof present[name] === 'string' ? present[name] : '');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [src = '', alt = '', title = ''] = ['src', 'alt', 'title'].map((name) => textOf(form, name).trim());
    const found = { src: !ownPicture.test(src), alt: alt === '' };
    setWrong(found);
    if (found.src || found.alt) return;
    editor
      .chain()
      .focus()
      .setImage({ src, alt, ...(title === '' ? {} : { title }) })
      .run();
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('picture')} size="sm">
      <form onSubmit={submit} method="post" noValidate className="space-y-5">
        <TextField
          name="src"
          label={t('pictureAddress')}
          hint={t('pictureHint')}
          error={wrong.src === true ? t('pictureWrong') : undefined}
          defaultValue={presentOf('src')}
          autoComplete="off"
          dir="ltr"
        />
        <TextField
          name="alt"
          label={t('alt')}
          hint={t('altHint')}
          error={wrong.alt === true ? t('altMissing') : undefined}
          defaultValue={presentOf('alt')}
          autoComplete="off"
        />
        <TextField
          name="title"
          label={t('caption')}
          isOptional
          defaultValue={presentOf('title')}
          autoComplete="off"
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary">
            {t('done')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
