import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { isInTable, selectedRect } from '@tiptap/pm/tables';

/** Where the text of a column stands; null as the language has it. */
export type ColumnAlign = 'left' | 'center' | 'right' | null;

type Dispatch = ((transaction: Transaction) => void) | undefined;

/** Aligns the columns that the selection touches; false outside a table. */
export function alignColumns(align: ColumnAlign) {
  return (state: EditorState, dispatch: Dispatch): boolean => {
    if (!isInTable(state)) return false;
    const { map, left, right, tableStart } = selectedRect(state);
    const { tr } = state;
    for (let row = 0; row < map.height; row += 1) {
      for (let column = left; column < right; column += 1) {
        const at = map.map[row * map.width + column];
        if (at !== undefined) tr.setNodeAttribute(tableStart + at, 'align', align);
      }
    }
    dispatch?.(tr);
    return true;
  };
}

function mendTable(tr: Transaction, table: Node, at: number): void {
  const { tableHeader, tableCell } = tr.doc.type.schema.nodes;
  if (tableHeader === undefined || tableCell === undefined) return;
  const aligns = table.firstChild?.children.map(({ attrs }): unknown => attrs['align']) ?? [];
  table.forEach((row, rowAt, index) => {
    const wanted = index === 0 ? tableHeader : tableCell;
    let column = 0;
    row.forEach((cell, cellAt) => {
      const align = aligns[column] ?? null;
      column += 1;
      if (cell.type === wanted && cell.attrs['align'] === align) return;
      tr.setNodeMarkup(at + 1 + rowAt + 1 + cellAt, wanted, { ...cell.attrs, align });
    });
  });
}

/** Keeps tables as Markdown can write them: the first row is the head, and a column has one alignment. */
export const TableShape = Extension.create({
  name: 'tableShape',
  addKeyboardShortcuts() {
    const act = (run: () => boolean) => () => this.editor.isActive('table') && run();
    const align = (side: ColumnAlign) =>
      act(() => this.editor.commands.command(({ state, dispatch }) => alignColumns(side)(state, dispatch)));
    return {
      'Alt-Shift-ArrowDown': act(() => this.editor.commands.addRowAfter()),
      'Alt-Shift-ArrowUp': act(() => this.editor.commands.addRowBefore()),
      'Alt-Shift-ArrowRight': act(() => this.editor.commands.addColumnAfter()),
      'Alt-Shift-ArrowLeft': act(() => this.editor.commands.addColumnBefore()),
      'Alt-Shift-l': align('left'),
      'Alt-Shift-c': align('center'),
      'Alt-Shift-r': align('right'),
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, { doc, tr }) {
        if (!transactions.some(({ docChanged }) => docChanged)) return null;
        doc.descendants((node, at) => {
          if (node.type.name === 'table') mendTable(tr, node, at);
          return node.type.name !== 'table' && !node.isTextblock;
        });
        return tr.docChanged ? tr : null;
      },
    }),
  ],
});
