'use client';

import { NodeSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/text-field';
import { drawFormula } from './draw-formula';

/** Properties of {@link MathsDialog}. */
export interface MathsDialogProps {
  readonly editor: Editor;
  /** Whether a new formula is to stand alone. */
  readonly isBlock: boolean;
  readonly onClose: () => void;
}

function presentIn(editor: Editor) {
  const { selection } = editor.state;
  const node = selection instanceof NodeSelection ? selection.node : null;
  const isFormula = node?.type.name === 'maths' || node?.type.name === 'mathsBlock';
  return isFormula ? { tex: String(node.attrs['tex']), isBlock: node.type.name === 'mathsBlock' } : null;
}

/** Asks for a formula in TeX and shows it as learners will see it; one that is wrong may be kept, and stays as its source. */
export function MathsDialog({ editor, isBlock, onClose }: MathsDialogProps) {
  const t = useTranslations('editor');
  const [present] = useState(() => presentIn(editor));
  const [tex, setTex] = useState(present?.tex ?? '');
  const [alone, setAlone] = useState(present?.isBlock ?? isBlock);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const source = textOf(new FormData(event.currentTarget), 'tex').trim();
    const chain = editor.chain().focus();
    if (source === '') {
      if (present !== null) chain.deleteSelection().run();
    } else chain.insertContent({ type: alone ? 'mathsBlock' : 'maths', attrs: { tex: source } }).run();
    onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('maths.title')} size="sm">
      <form onSubmit={submit} method="post" noValidate className="space-y-4">
        <TextArea
          name="tex"
          label={t('maths.source')}
          hint={t('maths.hint')}
          value={tex}
          onChange={({ target }) => setTex(target.value)}
          isOptional
          rows={3}
          maxLength={4_000}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          dir="ltr"
          className="[&_textarea]:font-mono"
        />
        <Preview tex={tex} isBlock={alone} />
        <Checkbox
          name="alone"
          label={t('maths.alone')}
          checked={alone}
          onChange={({ target }) => setAlone(target.checked)}
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

function Preview({ tex, isBlock }: { readonly tex: string; readonly isBlock: boolean }) {
  const t = useTranslations('editor');
  const place = useRef<HTMLDivElement>(null);
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    let isOver = false;
    if (place.current === null) return;
    void drawFormula(place.current, tex, isBlock).then((found) => {
      if (!isOver) setReason(tex.trim() === '' ? null : found);
    });
    return () => {
      isOver = true;
    };
  }, [tex, isBlock]);
  return (
    <div>
      <section
        ref={place}
        aria-label={t('maths.preview')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long formula scrolls, also by keyboard
        tabIndex={0}
        className="prose min-h-12 max-w-none overflow-x-auto rounded-sm border border-rule bg-surface p-3"
      />
      <p aria-live="polite" className="mt-1 min-h-5 text-sm text-ink-muted">
        {reason === null ? '' : t('maths.wrong', { reason })}
      </p>
    </div>
  );
}
