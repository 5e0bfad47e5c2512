'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { type Advice, adviceFor } from './writing-advice';

/** Says under a text what would make it easier to follow; nothing of it keeps anybody from saving. */
export function AdviceList({ editor }: { readonly editor: Editor }) {
  const t = useTranslations('editor.advice');
  const advice = useEditorState({ editor, selector: ({ editor: at }) => adviceFor(at.state.doc) });
  const textOf = (one: Advice) =>
    one.kind === 'alt' ? t('alt') : t('heading', { level: one.level, after: one.after, words: one.words });
  const show = ({ at }: Advice) =>
    editor
      .chain()
      .focus()
      .setTextSelection(at + 1)
      .scrollIntoView()
      .run();
  const showPicture = ({ at }: Advice) => editor.chain().focus().setNodeSelection(at).scrollIntoView().run();
  return (
    <section aria-label={t('title')} aria-live="polite">
      {advice.length === 0 ? null : (
        <ul className="space-y-1 border-t border-rule px-5 py-2 text-sm text-ink-muted">
          {advice.map((one) => (
            <li key={`${one.kind}-${one.at}`} className="flex flex-wrap items-center gap-x-3">
              <Icon name="info" />
              <span className="min-w-0 flex-1 break-words">{textOf(one)}</span>
              <Button
                size="sm"
                variant="quiet"
                onClick={() => (one.kind === 'alt' ? showPicture(one) : show(one))}
              >
                {t('show')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
