'use client';

import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';

const keys = [
  ['toggle', 'Alt+K'],
  ['back', 'Alt+J'],
  ['forward', 'Alt+L'],
  ['playCue', 'Alt+P'],
  ['startHere', 'Alt+I'],
  ['endHere', 'Alt+O'],
  ['add', 'Alt+N'],
  ['split', 'Alt+X'],
  ['merge', 'Alt+M'],
  ['previous', 'Alt+↑'],
  ['next', 'Alt+↓'],
  ['undo', 'Ctrl+Z'],
  ['redo', 'Ctrl+Shift+Z'],
  ['save', 'Ctrl+S'],
] as const;

/** The keys of the editor. */
export function KeyList() {
  const t = useTranslations('captions');
  return (
    <Disclosure summary={t('keys.title')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {keys.map(([name, combination]) => (
          <div key={name} className="contents">
            <dt>
              <kbd className="font-mono text-ink-muted" dir="ltr">
                {combination}
              </kbd>
            </dt>
            <dd>{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
