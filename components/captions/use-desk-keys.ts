'use client';

import { useEffect, useRef } from 'react';

/** What keys do at the desk, by the place of the key, so that layouts and dead keys make no difference. */
export type DeskKeys = Readonly<
  Record<
    | 'toggle'
    | 'back'
    | 'forward'
    | 'playCue'
    | 'startHere'
    | 'endHere'
    | 'add'
    | 'split'
    | 'merge'
    | 'previous'
    | 'next'
    | 'save'
    | 'undo'
    | 'redo',
    () => void
  >
>;

const withAlt: Readonly<Record<string, keyof DeskKeys>> = {
  KeyK: 'toggle',
  KeyJ: 'back',
  KeyL: 'forward',
  KeyP: 'playCue',
  KeyI: 'startHere',
  KeyO: 'endHere',
  KeyN: 'add',
  KeyX: 'split',
  KeyM: 'merge',
  ArrowUp: 'previous',
  ArrowDown: 'next',
};

function keyOf({ code, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): keyof DeskKeys | undefined {
  const isCommand = ctrlKey || metaKey;
  if (altKey && !isCommand && !shiftKey) return withAlt[code];
  if (!isCommand || altKey) return;
  if (code === 'KeyZ') return shiftKey ? 'redo' : 'undo';
  if (code === 'KeyY') return 'redo';
  return code === 'KeyS' && !shiftKey ? 'save' : undefined;
}

/** Listens to the keys of the desk on the whole page, also while words are typed. */
export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = keyOf(event);
      if (name === undefined || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      latest.current[name]();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
