'use client';

import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { AdviceList } from './advice-list';
import { Dialogs, type Opened } from './dialogs';
import { docNode } from './doc';
import { type EditorLabels, lessonExtensions } from './extensions';
import { fromMarkdown } from './from-markdown';
import type { EditorDialog } from './open-dialog';
import { takeDrop, takePaste } from './paste/take-paste';
import { SlashMenu } from './slash-menu';
import { Slash, type SlashKeys, slashKey } from './slash-plugin';
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
    document.addEventListener('visibilitychange', write);
    return () => {
      if (timer !== undefined) write();
      editor.off('update', later);
      editor.off('blur', write);
      window.removeEventListener('pagehide', write);
      document.removeEventListener('visibilitychange', write);
    };
  }, [editor, markdown]);
}

function useLabels(): EditorLabels {
  const t = useTranslations('editor');
  const kinds = { note: t('callouts.note'), tip: t('callouts.tip'), important: t('callouts.important') };
  return {
    callout: { ...kinds, warning: t('callouts.warning'), caution: t('callouts.caution') },
    formula: t('maths.title'),
    embed: t('embed.title'),
  };
}

/** What is open over the text; when it closes, the writer is where they were. */
function useDialogs() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const before = useRef<Element | null>(null);
  const open = (dialog: EditorDialog, file: File | null = null) => {
    before.current = document.activeElement;
    setOpened({ dialog, file });
  };
  const close = (editor: Editor) => {
    const isHelp = opened?.dialog === 'help';
    setOpened(null);
    // Until the dialog is gone, nothing else takes the focus.
    requestAnimationFrame(() => {
      if (isHelp && before.current instanceof HTMLElement) before.current.focus();
      else editor.commands.focus();
    });
  };
  return { opened, open, close };
}

/** A lesson as it will look, to write in; what it reports is Markdown. Escape leads out of it, to the toolbar. */
export function RichText({ markdown, label, onChange }: RichTextProps) {
  const t = useTranslations('editor');
  const hintId = useId();
  const toolbar = useRef<HTMLDivElement>(null);
  const labels = useLabels();
  const { opened, open, close } = useDialogs();
  const openNow = useRef(open);
  useEffect(() => {
    openNow.current = open;
  });
  const slashKeys = useRef<SlashKeys['onKey']>(() => false);
  const editor = useEditor({
    extensions: [
      ...lessonExtensions(labels, (kind) => openNow.current(kind)),
      Slash.configure({ onKey: (key) => slashKeys.current(key) }),
    ],
    content: fromMarkdown(markdown),
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        ...{ role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'aria-describedby': hintId },
        class: 'prose min-h-64 max-w-none px-5 py-4 outline-none',
      },
      handleKeyDown: (view, event) => {
        if (event.key === '/' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          openNow.current('help');
          return true;
        }
        if (event.key !== 'Escape' || slashKey.getState(view.state)?.wish != null) return false;
        toolbar.current?.querySelector('button')?.focus();
        return true;
      },
      handlePaste: (view, event) => takePaste(view, event, (file) => openNow.current('picture', file)),
      handleDrop: (view, event, _slice, isMove) =>
        !isMove && takeDrop(view, event, (file) => openNow.current('picture', file)),
    },
  });
  useMarkdownOf(editor, markdown, onChange);
  return (
    <div className="rounded-md border border-edge bg-surface has-[.ProseMirror:focus-visible]:outline-2 has-[.ProseMirror:focus-visible]:outline-accent">
      {editor === null ? null : <Toolbar ref={toolbar} editor={editor} open={open} />}
      <EditorContent editor={editor} />
      {editor === null ? null : (
        <>
          <SlashMenu editor={editor} open={open} keys={slashKeys} />
          <Dialogs editor={editor} opened={opened} onClose={() => close(editor)} />
          <AdviceList editor={editor} />
        </>
      )}
      <p id={hintId} className="border-t border-rule px-5 py-2 text-sm text-ink-muted">
        {t('escapeHint')}
      </p>
    </div>
  );
}
