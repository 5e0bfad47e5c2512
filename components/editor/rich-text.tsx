'use client';

import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { docNode } from './doc';
import { lessonExtensions } from './extensions';
import { fromMarkdown } from './from-markdown';
import { toMarkdown } from './to-markdown';
import { Toolbar } from './toolbar';

/** How long after the last key a text is written as Markdown, in ms; a long one takes a while. */
const writePauseMs = 250;

/** Properties of {@link RichText}. */
export interface RichTextProps {
  /** What the editor begins with; a new text needs a new editor (`key`). */
  readonly markdown: string;
  readonly label: string;
  readonly onChange: (markdown: string) => void;
}

/** Writes Markdown after pauses, and at once when the writer turns to something else. Opening a text changes nothing. */
function useMarkdownOf(editor: Editor | null, markdown: string, onChange: (markdown: string) => void) {
  const report = useRef(onChange);
  useEffect(() => {
    report.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (editor === null) return;
    let written = toMarkdown(fromMarkdown(markdown));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = () => {
      clearTimeout(timer);
      timer = undefined;
      const next = toMarkdown(docNode.parse(editor.getJSON()));
      if (next === written) return;
      written = next;
      report.current(next);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(write, writePauseMs);
    };
    editor.on('update', later);
    editor.on('blur', write);
    window.addEventListener('pagehide', write);
    return () => {
      if (timer !== undefined) write();
      editor.off('update', later);
      editor.off('blur', write);
      window.removeEventListener('pagehide', write);
    };
  }, [editor, markdown]);
}

/** A lesson as it will look, to write in; what it reports is Markdown. Escape leads out of it, to the toolbar. */
export function RichText({ markdown, label, onChange }: RichTextProps) {
  const t = useTranslations('editor');
  const hintId = useId();
  const toolbar = useRef<HTMLDivElement>(null);
  const kinds = { note: t('callouts.note'), tip: t('callouts.tip'), important: t('callouts.important') };
  const labels = {
    callout: { ...kinds, warning: t('callouts.warning'), caution: t('callouts.caution') },
  };
  const editor = useEditor({
    extensions: lessonExtensions(labels),
    content: fromMarkdown(markdown),
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        ...{ role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'aria-describedby': hintId },
        class: 'prose min-h-64 max-w-none px-5 py-4 outline-none',
      },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Escape') return false;
        toolbar.current?.querySelector('button')?.focus();
        return true;
      },
    },
  });
  useMarkdownOf(editor, markdown, onChange);
  return (
    <div className="rounded-md border border-edge bg-surface has-[.ProseMirror:focus-visible]:outline-2 has-[.ProseMirror:focus-visible]:outline-accent">
      {editor === null ? null : <Toolbar ref={toolbar} editor={editor} />}
      <EditorContent editor={editor} />
      <p id={hintId} className="border-t border-rule px-5 py-2 text-sm text-ink-muted">
        {t('escapeHint')}
      </p>
    </div>
  );
}
