'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Dialog } from '@/components/ui/dialog';

/** Every shortcut, by the name of its words in `messages/<locale>/editor.json`. `Mod` is the key of the system. */
const shortcuts = [
  ['slash', '/'],
  ['bold', 'Mod B'],
  ['italic', 'Mod I'],
  ['strike', 'Mod Shift S'],
  ['code', 'Mod E'],
  ['heading', 'Mod Alt 2'],
  ['bulletList', 'Mod Shift 8'],
  ['orderedList', 'Mod Shift 7'],
  ['taskList', 'Mod Shift 9'],
  ['quote', 'Mod Shift B'],
  ['codeBlock', 'Mod Alt C'],
  ['maths', '$ x^2 $'],
  ['edit', 'Enter'],
  ['row', 'Alt Shift ↓'],
  ['column', 'Alt Shift →'],
  ['align', 'Alt Shift L · C · R'],
  ['plain', 'Mod Shift V'],
  ['undo', 'Mod Z'],
  ['redo', 'Mod Shift Z'],
  ['toolbar', 'Escape'],
  ['help', 'Mod /'],
] as const;

const never = () => () => undefined;
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Properties of {@link HelpDialog}. */
export interface HelpDialogProps {
  readonly onClose: () => void;
}

/** Says which keys do what in the text. */
export function HelpDialog({ onClose }: HelpDialogProps) {
  const t = useTranslations('editor.shortcuts');
  const apple = useSyncExternalStore(never, isApple, () => false);
  const keysOf = (keys: string) =>
    keys.replace('Mod', apple ? '⌘' : 'Ctrl').replace('Alt', apple ? '⌥' : 'Alt');
  return (
    <Dialog isOpen onClose={onClose} title={t('title')} size="md">
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {shortcuts.map(([name, keys]) => (
          <div
            key={name}
            className="flex items-baseline justify-between gap-4 border-b border-rule py-1.5 text-sm"
          >
            <dt>{t(`names.${name}`)}</dt>
            <dd className="font-mono text-ink-muted whitespace-nowrap" dir="ltr">
              {keysOf(keys)}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
