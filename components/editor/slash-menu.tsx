'use client';

import { type Editor, useEditorState } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import type { OpenDialog } from './open-dialog';
import { matchSlash, runSlash, type SlashName, slashIcons, slashNames } from './slash-items';
import { type SlashKeys, slashKey } from './slash-plugin';

/** Properties of {@link SlashMenu}. */
export interface SlashMenuProps {
  readonly editor: Editor;
  readonly open: OpenDialog;
  /** Where the menu says what it does with keys. */
  readonly keys: RefObject<SlashKeys['onKey']>;
}

function useEntries(query: string) {
  const t = useTranslations('editor.slash');
  const entries = slashNames.map((name) => ({
    name,
    label: t(`names.${name}`),
    words: `${name} ${t(`words.${name}`)}`,
  }));
  return matchSlash(entries, query);
}

type Entry = ReturnType<typeof useEntries>[number];

const gap = 6;

/** Puts a box below a place of the text, or above it where there is more room: beside the keyboard of a phone, too. */
function usePlaceAt(editor: Editor, from: number, count: number) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its size follows the number of entries
  useLayoutEffect(() => {
    const place = () => {
      const element = box.current;
      if (element === null || from > editor.state.doc.content.size) return;
      const { left, top, bottom } = editor.view.coordsAtPos(from);
      const width = window.visualViewport?.width ?? window.innerWidth;
      const height = window.visualViewport?.height ?? window.innerHeight;
      const isBelow = height - bottom >= Math.min(element.offsetHeight, top);
      const room = Math.max(120, (isBelow ? height - bottom : top) - 2 * gap);
      element.style.maxHeight = `${Math.min(room, 352)}px`;
      element.style.left = `${Math.max(gap, Math.min(left, width - element.offsetWidth - gap))}px`;
      element.style.top = `${isBelow ? bottom + gap : Math.max(gap, top - gap - element.offsetHeight)}px`;
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    window.visualViewport?.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      window.visualViewport?.removeEventListener('resize', place);
    };
  }, [editor, from, count]);
  return box;
}

/** Tells a screen reader which entry the keys of the text are at. */
function useActiveDescendant(editor: Editor, listId: string, optionId: string) {
  useEffect(() => {
    const { dom } = editor.view;
    dom.setAttribute('aria-controls', listId);
    dom.setAttribute('aria-autocomplete', 'list');
    dom.setAttribute('aria-activedescendant', optionId);
    return () => {
      for (const name of ['aria-controls', 'aria-autocomplete', 'aria-activedescendant'])
        dom.removeAttribute(name);
    };
  }, [editor, listId, optionId]);
}

/** What can be put in at a slash; it follows what is typed, and Escape leaves the slash as text. */
export function SlashMenu({ editor, open, keys }: SlashMenuProps) {
  const wish = useEditorState({
    editor,
    selector: ({ editor: at }) => slashKey.getState(at.state)?.wish ?? null,
  });
  const entries = useEntries(wish?.query ?? '');
  const isOpen = wish !== null && entries.length > 0;
  useEffect(() => {
    if (!isOpen) keys.current = () => false;
  }, [isOpen, keys]);
  if (!isOpen) return null;
  const choose = (name: SlashName) => runSlash(editor, name, wish, open);
  return <Choices key={wish.query} {...{ editor, entries, keys, choose }} from={wish.from} />;
}

interface ChoicesProps extends Omit<SlashMenuProps, 'open'> {
  readonly entries: readonly Entry[];
  readonly from: number;
  readonly choose: (name: SlashName) => void;
}

function Choices({ editor, entries, from, keys, choose }: ChoicesProps) {
  const t = useTranslations('editor.slash');
  const id = useId();
  const [at, setAt] = useState(0);
  const box = usePlaceAt(editor, from, entries.length);
  useActiveDescendant(editor, `${id}-list`, `${id}-${at}`);
  useEffect(() => {
    const take: ReadonlyMap<string, () => void> = new Map([
      ['ArrowDown', () => setAt((at + 1) % entries.length)],
      ['ArrowUp', () => setAt((at + entries.length - 1) % entries.length)],
      ...['Enter', 'Tab'].map((key) => [key, () => choose(entries[at]?.name ?? 'text')] as const),
    ]);
    keys.current = (key) => {
      take.get(key)?.();
      return take.has(key);
    };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry that is chosen now comes into sight
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [box, at]);
  return (
    <>
      <div
        ref={box}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('title')}
        tabIndex={-1}
        className="fixed z-30 w-72 max-w-[calc(100vw-0.75rem)] overflow-y-auto rounded-lg border border-rule bg-raised p-1.5 shadow-overlay"
      >
        {entries.map(({ name, label }, index) => (
          <button
            key={name}
            id={`${id}-${index}`}
            type="button"
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            className={cx(
              'flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2 text-start text-sm coarse:min-h-11 coarse:text-base',
              index === at && 'bg-accent-soft',
            )}
            // The cursor stays in the text.
            onMouseDown={(event) => event.preventDefault()}
            onPointerMove={() => setAt(index)}
            onClick={() => choose(name)}
          >
            <Icon name={slashIcons[name]} className="text-ink-muted" />
            {label}
          </button>
        ))}
      </div>
      <span role="status" className="sr-only">
        {t('count', { count: entries.length })}
      </span>
    </>
  );
}
