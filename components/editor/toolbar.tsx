'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import type { Ref } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';
import { AriaLocale } from '@/components/ui/aria-locale';
import { Icon, type IconName } from '@/components/ui/icon';
import type { OpenDialog } from './open-dialog';
import { TableTools } from './table-tools';
import { BlockChoice, CalloutChoice, LanguageChoice, Tool } from './tools';

/** Properties of {@link Toolbar}. */
export interface ToolbarProps {
  readonly editor: Editor;
  readonly open: OpenDialog;
  readonly ref?: Ref<HTMLDivElement>;
}

const marks = [
  { name: 'bold', sign: 'B', className: 'font-bold', run: (editor: Editor) => editor.commands.toggleBold() },
  {
    name: 'italic',
    sign: 'I',
    className: 'italic font-serif',
    run: (editor: Editor) => editor.commands.toggleItalic(),
  },
  {
    name: 'strike',
    sign: 'S',
    className: 'line-through',
    run: (editor: Editor) => editor.commands.toggleStrike(),
  },
  {
    name: 'code',
    sign: '<>',
    className: 'font-mono text-sm',
    run: (editor: Editor) => editor.commands.toggleCode(),
  },
] as const;

const blocks: readonly {
  readonly name: 'bulletList' | 'orderedList' | 'taskList' | 'blockquote' | 'codeBlock';
  readonly icon: IconName;
  readonly run: (editor: Editor) => boolean;
}[] = [
  { name: 'bulletList', icon: 'list', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  {
    name: 'orderedList',
    icon: 'list-numbers',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  { name: 'taskList', icon: 'check-circle', run: (editor) => editor.chain().focus().toggleTaskList().run() },
  { name: 'blockquote', icon: 'quote', run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { name: 'codeBlock', icon: 'code', run: (editor) => editor.chain().focus().toggleCodeBlock().run() },
];

function alignAt(editor: Editor): string | null {
  const cell = editor.isActive('tableHeader') ? 'tableHeader' : 'tableCell';
  const align: unknown = editor.getAttributes(cell)['align'];
  return typeof align === 'string' ? align : null;
}

function useToolState(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      level: Number(at.getAttributes('heading')['level'] ?? 0),
      kind: at.isActive('callout') ? String(at.getAttributes('callout')['kind']) : '',
      language: at.isActive('codeBlock') ? String(at.getAttributes('codeBlock')['language'] ?? '') : null,
      on: [...marks, ...blocks].map(({ name }) => name).filter((name) => at.isActive(name)),
      align: alignAt(at),
      isInTable: at.isActive('table'),
      isInLink: at.isActive('link'),
      isFormula: at.isActive('maths') || at.isActive('mathsBlock'),
      isEmbed: at.isActive('embed'),
      isPicture: at.isActive('image'),
      mayUndo: at.can().undo(),
      mayRedo: at.can().redo(),
    }),
  });
}

/** What can be done with the words at the cursor: one stop of the Tab key, and arrow keys within. */
export function Toolbar({ editor, open, ref }: ToolbarProps) {
  const t = useTranslations('editor');
  const state = useToolState(editor);
  const isOn = (name: string) => state.on.some((one) => one === name);
  const dialogs = [
    ['maths', 'maths', t('maths.title'), state.isFormula],
    ['picture', 'picture', t('picture'), state.isPicture],
    ['embed', 'embed', t('embed.title'), state.isEmbed],
  ] as const;
  return (
    <AriaLocale>
      <AriaToolbar
        ref={ref ?? null}
        aria-label={t('toolbar')}
        className="sticky top-0 z-10 rounded-t-md border-b border-rule bg-surface p-2"
      >
        {/* On a phone one row that scrolls, so that it does not cover the text. */}
        <div className="flex items-center gap-1 overflow-x-auto sm:flex-wrap">
          {marks.map(({ name, sign, className, run }) => (
            <Tool key={name} label={t(`marks.${name}`)} isOn={isOn(name)} onPress={() => run(editor)}>
              <span aria-hidden="true" className={className}>
                {sign}
              </span>
            </Tool>
          ))}
          <Tool label={t('link')} isOn={state.isInLink} onPress={() => open('link')}>
            <Icon name="link" />
          </Tool>
          <BlockChoice editor={editor} level={state.level} />
          {blocks.map(({ name, icon, run }) => (
            <Tool key={name} label={t(`blocks.${name}`)} isOn={isOn(name)} onPress={() => run(editor)}>
              <Icon name={icon} />
            </Tool>
          ))}
          {state.language === null ? null : <LanguageChoice editor={editor} language={state.language} />}
          <CalloutChoice editor={editor} kind={state.kind} />
          <Tool
            label={t('insertTable')}
            isDisabled={state.isInTable}
            onPress={() =>
              editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()
            }
          >
            <Icon name="table" />
          </Tool>
          {dialogs.map(([dialog, icon, label, on]) => (
            <Tool key={dialog} label={label} isOn={on} onPress={() => open(dialog)}>
              <Icon name={icon} />
            </Tool>
          ))}
          <Tool label={t('rule')} onPress={() => editor.chain().focus().setHorizontalRule().run()}>
            <Icon name="minus" />
          </Tool>
          <Tool
            label={t('undo')}
            isDisabled={!state.mayUndo}
            onPress={() => editor.chain().focus().undo().run()}
          >
            <Icon name="arrow-previous" />
          </Tool>
          <Tool
            label={t('redo')}
            isDisabled={!state.mayRedo}
            onPress={() => editor.chain().focus().redo().run()}
          >
            <Icon name="arrow-next" />
          </Tool>
          <Tool label={t('shortcuts.title')} onPress={() => open('help')}>
            <Icon name="help" />
          </Tool>
        </div>
        {state.isInTable ? <TableTools editor={editor} align={state.align} /> : null}
      </AriaToolbar>
    </AriaLocale>
  );
}
