'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type ReactNode, type Ref, useState } from 'react';
import { type CalloutKind, calloutKinds } from '@/components/markdown/labels';
import { Icon, type IconName } from '@/components/ui/icon';
import { LinkDialog } from './link-dialog';
import { PictureDialog } from './picture-dialog';

/** Properties of {@link Toolbar}. */
export interface ToolbarProps {
  readonly editor: Editor;
  readonly ref?: Ref<HTMLDivElement>;
}

const toolStyle =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-sm text-ink hover:bg-sunken coarse:size-11 ' +
  'aria-pressed:bg-accent-soft aria-pressed:text-accent-strong disabled:text-ink-faint';

const selectStyle =
  'min-h-9 max-w-40 rounded-md border border-edge bg-surface px-2 text-sm text-ink hover:border-ink coarse:min-h-11 coarse:text-base';

interface ToolProps {
  readonly label: string;
  readonly isOn?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tool({ label, isOn, isDisabled = false, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={isOn}
      disabled={isDisabled}
      className={toolStyle}
      // The place of the cursor stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
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

const levels = [2, 3, 4] as const;

function BlockChoice({ editor, level }: { readonly editor: Editor; readonly level: number }) {
  const t = useTranslations('editor');
  const choose = (value: string) => {
    const chosen = levels.find((one) => String(one) === value);
    const chain = editor.chain().focus();
    if (chosen === undefined) chain.setParagraph().run();
    else chain.setHeading({ level: chosen }).run();
  };
  return (
    <select
      aria-label={t('blockKind')}
      value={levels.some((one) => one === level) ? String(level) : ''}
      onChange={({ target }) => choose(target.value)}
      className={selectStyle}
    >
      <option value="">{t('paragraph')}</option>
      {levels.map((one) => (
        <option key={one} value={String(one)}>
          {t(`headings.h${one}`)}
        </option>
      ))}
    </select>
  );
}

function CalloutChoice({ editor, kind }: { readonly editor: Editor; readonly kind: string }) {
  const t = useTranslations('editor');
  const choose = (value: string) => {
    const chosen: CalloutKind | undefined = calloutKinds.find((one) => one === value);
    const chain = editor.chain().focus();
    if (chosen === undefined) chain.lift('callout').run();
    else if (kind === '') chain.wrapIn('callout', { kind: chosen }).run();
    else chain.updateAttributes('callout', { kind: chosen }).run();
  };
  return (
    <select
      aria-label={t('callout')}
      value={kind}
      onChange={({ target }) => choose(target.value)}
      className={selectStyle}
    >
      <option value="">{t('noCallout')}</option>
      {calloutKinds.map((one) => (
        <option key={one} value={one}>
          {t(`callouts.${one}`)}
        </option>
      ))}
    </select>
  );
}

function useToolState(editor: Editor) {
  return useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      level: Number(at.getAttributes('heading')['level'] ?? 0),
      kind: at.isActive('callout') ? String(at.getAttributes('callout')['kind']) : '',
      on: [...marks, ...blocks].map(({ name }) => name).filter((name) => at.isActive(name)),
      isInTable: at.isActive('table'),
      isInLink: at.isActive('link'),
      mayUndo: at.can().undo(),
      mayRedo: at.can().redo(),
    }),
  });
}

function TableTools({ editor }: { readonly editor: Editor }) {
  const t = useTranslations('editor');
  const acts = [
    ['addRow', () => editor.chain().focus().addRowAfter().run()],
    ['addColumn', () => editor.chain().focus().addColumnAfter().run()],
    ['deleteRow', () => editor.chain().focus().deleteRow().run()],
    ['deleteColumn', () => editor.chain().focus().deleteColumn().run()],
    ['deleteTable', () => editor.chain().focus().deleteTable().run()],
  ] as const;
  return (
    <fieldset className="flex w-full flex-wrap gap-x-4 border-t border-rule pt-1" aria-label={t('table')}>
      {acts.map(([name, run]) => (
        <button
          key={name}
          type="button"
          className="min-h-9 text-sm text-accent underline underline-offset-3 coarse:min-h-11"
          onMouseDown={(event) => event.preventDefault()}
          onClick={run}
        >
          {t(`tables.${name}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** What can be done with the words at the cursor. */
export function Toolbar({ editor, ref }: ToolbarProps) {
  const t = useTranslations('editor');
  const state = useToolState(editor);
  const [open, setOpen] = useState<'link' | 'picture' | null>(null);
  const isOn = (name: string) => state.on.some((one) => one === name);
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={t('toolbar')}
      className="sticky top-0 z-10 flex flex-wrap items-center gap-1 rounded-t-md border-b border-rule bg-surface p-2"
    >
      {marks.map(({ name, sign, className, run }) => (
        <Tool key={name} label={t(`marks.${name}`)} isOn={isOn(name)} onPress={() => run(editor)}>
          <span aria-hidden="true" className={className}>
            {sign}
          </span>
        </Tool>
      ))}
      <Tool label={t('link')} isOn={state.isInLink} onPress={() => setOpen('link')}>
        <Icon name="link" />
      </Tool>
      <BlockChoice editor={editor} level={state.level} />
      {blocks.map(({ name, icon, run }) => (
        <Tool key={name} label={t(`blocks.${name}`)} isOn={isOn(name)} onPress={() => run(editor)}>
          <Icon name={icon} />
        </Tool>
      ))}
      <CalloutChoice editor={editor} kind={state.kind} />
      <Tool
        label={t('insertTable')}
        isDisabled={state.isInTable}
        onPress={() => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()}
      >
        <Icon name="table" />
      </Tool>
      <Tool label={t('picture')} onPress={() => setOpen('picture')}>
        <Icon name="picture" />
      </Tool>
      <Tool label={t('rule')} onPress={() => editor.chain().focus().setHorizontalRule().run()}>
        <Icon name="minus" />
      </Tool>
      <Tool label={t('undo')} isDisabled={!state.mayUndo} onPress={() => editor.chain().focus().undo().run()}>
        <Icon name="arrow-previous" />
      </Tool>
      <Tool label={t('redo')} isDisabled={!state.mayRedo} onPress={() => editor.chain().focus().redo().run()}>
        <Icon name="arrow-next" />
      </Tool>
      {state.isInTable ? <TableTools editor={editor} /> : null}
      <LinkDialog editor={editor} isOpen={open === 'link'} onClose={() => setOpen(null)} />
      <PictureDialog editor={editor} isOpen={open === 'picture'} onClose={() => setOpen(null)} />
    </div>
  );
}
