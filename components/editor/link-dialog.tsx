'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';

/** Properties of {@link LinkDialog}. */
export interface LinkDialogProps {
  readonly editor: Editor;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Addresses that a link may lead to: of the web, of mail, inside the platform, and within the page. */
const allowed = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i;

/** Asks where the words at the cursor lead; without an address they lead nowhere any more. */
export function LinkDialog({ editor, isOpen, onClose }: LinkDialogProps) {
  const t = useTranslations('editor');
  const [isWrong, setWrong] = useState(false);
  const present = editor.getAttributes('link')['href'];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const href = textOf(new FormData(event.currentTarget), 'href').trim();
    setWrong(href !== '' && !allowed.test(href));
    if (href !== '' && !allowed.test(href)) return;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (href === '') chain.unsetLink().run();
    else if (editor.state.selection.empty && present === undefined) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    } else chain.setLink({ href }).run();
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('link')} size="sm">
      <form onSubmit={submit} method="post" noValidate className="space-y-5">
        <TextField
          name="href"
          label={t('linkAddress')}
          hint={t('linkHint')}
          error={isWrong ? t('linkWrong') : undefined}
          defaultValue={typeof present === 'string' ? present : ''}
          isOptional
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          dir="ltr"
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
