'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { readPicture, writePicture } from './picture-address';
import { PictureLibrary, PictureUploadArea } from './picture-source';
import { type ReadyPicture, usePictureUpload } from './use-picture-upload';

/** Properties of {@link PictureDialog}. */
export interface PictureDialogProps {
  readonly editor: Editor;
  /** A picture that was dropped or pasted; it is on its way when the dialog opens. */
  readonly file: File | null;
  readonly onClose: () => void;
}

function presentIn(editor: Editor) {
  const attrs = editor.isActive('image') ? editor.getAttributes('image') : {};
  const textOfAttr = (name: string) => (typeof attrs[name] === 'string' ? attrs[name] : '');
  return { ...readPicture(textOfAttr('src')), alt: textOfAttr('alt'), title: textOfAttr('title') };
}

/** Asks for a picture, from the device or the library, and for what it shows: nobody can leave that out by chance. */
export function PictureDialog({ editor, file, onClose }: PictureDialogProps) {
  const t = useTranslations('editor');
  const [present] = useState(() => presentIn(editor));
  const [picture, setPicture] = useState<Omit<ReadyPicture, 'alt' | 'name'>>(present);
  const [alt, setAlt] = useState(present.alt);
  const [isDecorative, setDecorative] = useState(present.isDecorative);
  const [wrong, setWrong] = useState<{ readonly src?: boolean; readonly alt?: boolean }>({});
  const take = (next: ReadyPicture) => {
    setPicture(next);
    setAlt((now) => (now === '' ? next.alt : now));
    setWrong({});
  };
  const { upload, start, retry } = usePictureUpload(take);
  const begin = useRef(start);
  useEffect(() => {
    if (file !== null) begin.current(file);
  }, [file]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), 'title').trim();
    const words = isDecorative ? '' : alt.trim();
    const src = writePicture({ ...picture, isDecorative });
    const found = { src: src === null, alt: !isDecorative && words === '' };
    setWrong(found);
    if (src === null || found.alt) return;
    const attrs = { src, alt: words, ...(title === '' ? {} : { title }) };
    editor.chain().focus().insertContent({ type: 'image', attrs }).run();
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('picture')} size="md">
      <form onSubmit={submit} method="post" noValidate className="space-y-5">
        <PictureUploadArea upload={upload} onFile={start} onRetry={retry} />
        {picture.src === '' ? null : <Chosen picture={picture} />}
        {wrong.src === true ? (
          <p role="alert" className="text-sm text-danger">
            {t('pictures.missing')}
          </p>
        ) : null}
        <PictureLibrary chosen={picture.src} onChoose={take} />
        <TextField
          name="alt"
          label={t('alt')}
          hint={t('altHint')}
          error={wrong.alt === true ? t('altMissing') : undefined}
          value={alt}
          onChange={({ target }) => setAlt(target.value)}
          disabled={isDecorative}
          autoComplete="off"
        />
        <Checkbox
          name="decorative"
          label={t('pictures.decorative')}
          hint={t('pictures.decorativeHint')}
          checked={isDecorative}
          onChange={({ target }) => setDecorative(target.checked)}
        />
        <TextField
          name="title"
          label={t('caption')}
          isOptional
          defaultValue={present.title}
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

function Chosen({ picture }: { readonly picture: Omit<ReadyPicture, 'alt' | 'name'> }) {
  const t = useTranslations('editor.pictures');
  const { src, width, height } = picture;
  return (
    <figure>
      {/* biome-ignore lint/performance/noImgElement: it is in the right size already */}
      <img
        src={src}
        alt=""
        width={width ?? undefined}
        height={height ?? undefined}
        className="max-h-40 w-auto rounded-md border border-rule"
      />
      <figcaption className="mt-1 text-sm text-ink-muted">{t('chosen')}</figcaption>
    </figure>
  );
}
