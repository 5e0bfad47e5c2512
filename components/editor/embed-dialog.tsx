'use client';

import { NodeSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/text-field';
import { embedSites, findEmbed } from '@/server/domains/content/contract/embeds';

/** Properties of {@link EmbedDialog}. */
export interface EmbedDialogProps {
  readonly editor: Editor;
  readonly onClose: () => void;
}

/** Asks for the address of something of another site, and what it is. */
export function EmbedDialog({ editor, onClose }: EmbedDialogProps) {
  const t = useTranslations('editor');
  const [isWrong, setWrong] = useState(false);
  const { selection } = editor.state;
  const node =
    selection instanceof NodeSelection && selection.node.type.name === 'embed' ? selection.node : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const found = findEmbed(textOf(form, 'url'));
    setWrong(found === null);
    if (found === null) return;
    const attrs = { url: found.url, title: textOf(form, 'title').trim() };
    editor.chain().focus().insertContent({ type: 'embed', attrs }).run();
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('embed.title')} size="sm">
      <form onSubmit={submit} method="post" noValidate className="space-y-5">
        <TextField
          name="url"
          label={t('embed.address')}
          hint={t('embed.hint', { sites: embedSites.join(', ') })}
          error={isWrong ? t('embed.wrong', { sites: embedSites.join(', ') }) : undefined}
          defaultValue={String(node?.attrs['url'] ?? '')}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          dir="ltr"
        />
        <TextField
          name="title"
          label={t('embed.what')}
          hint={t('embed.whatHint')}
          defaultValue={String(node?.attrs['title'] ?? '')}
          isOptional
          maxLength={200}
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
