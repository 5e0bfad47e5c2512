'use client';

import type { Editor } from '@tiptap/react';
import { EmbedDialog } from './embed-dialog';
import { HelpDialog } from './help-dialog';
import { LinkDialog } from './link-dialog';
import { MathsDialog } from './maths-dialog';
import type { EditorDialog } from './open-dialog';
import { PictureDialog } from './picture-dialog';

/** What is open over the text. */
export type Opened = { readonly dialog: EditorDialog; readonly file: File | null };

/** Properties of {@link Dialogs}. */
export interface DialogsProps {
  readonly editor: Editor;
  readonly opened: Opened | null;
  readonly onClose: () => void;
}

/** The dialog that is open, if there is one; made anew each time, so that it begins with what is there. */
export function Dialogs({ editor, opened, onClose }: DialogsProps) {
  switch (opened?.dialog) {
    case 'link':
      return <LinkDialog editor={editor} isOpen onClose={onClose} />;
    case 'picture':
      return <PictureDialog editor={editor} file={opened.file} onClose={onClose} />;
    case 'maths':
    case 'mathsBlock':
      return <MathsDialog editor={editor} isBlock={opened.dialog === 'mathsBlock'} onClose={onClose} />;
    case 'embed':
      return <EmbedDialog editor={editor} onClose={onClose} />;
    case 'help':
      return <HelpDialog onClose={onClose} />;
    default:
      return null;
  }
}
