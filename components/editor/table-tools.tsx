'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { alignColumns, type ColumnAlign } from './table-shape';

const textStyle =
  'min-h-9 text-sm text-accent underline underline-offset-3 aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:no-underline coarse:min-h-11';

const sides = [
  ['alignStart', null],
  ['alignLeft', 'left'],
  ['alignCenter', 'center'],
  ['alignRight', 'right'],
] as const satisfies readonly (readonly [string, ColumnAlign])[];

/** Properties of {@link TableTools}. */
export interface TableToolsProps {
  readonly editor: Editor;
  /** How the column at the cursor is aligned. */
  readonly align: string | null;
}

/** What can be done with the table at the cursor. The first row is its head, as in Markdown. */
export function TableTools({ editor, align }: TableToolsProps) {
  const t = useTranslations('editor');
  const acts = [
    ['addRowBefore', () => editor.chain().focus().addRowBefore().run()],
    ['addRow', () => editor.chain().focus().addRowAfter().run()],
    ['deleteRow', () => editor.chain().focus().deleteRow().run()],
    ['addColumnBefore', () => editor.chain().focus().addColumnBefore().run()],
    ['addColumn', () => editor.chain().focus().addColumnAfter().run()],
    ['deleteColumn', () => editor.chain().focus().deleteColumn().run()],
    ['deleteTable', () => editor.chain().focus().deleteTable().run()],
  ] as const;
  const alignTo = (side: ColumnAlign) =>
    editor
      .chain()
      .focus()
      .command(({ state, dispatch }) => alignColumns(side)(state, dispatch))
      .run();
  return (
    <fieldset
      className="mt-1 flex w-full flex-wrap gap-x-4 border-t border-rule pt-1"
      aria-label={t('table')}
    >
      {acts.map(([name, run]) => (
        <button
          key={name}
          type="button"
          className={textStyle}
          onMouseDown={(event) => event.preventDefault()}
          onClick={run}
        >
          {t(`tables.${name}`)}
        </button>
      ))}
      {sides.map(([name, side]) => (
        <button
          key={name}
          type="button"
          aria-pressed={align === side}
          className={textStyle}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => alignTo(side)}
        >
          {t(`tables.${name}`)}
        </button>
      ))}
    </fieldset>
  );
}
