'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';

/** Properties of {@link TextConflict}. */
export interface TextConflictProps {
  readonly mine: string;
  readonly theirs: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Shows what two authors have written at the same time, side by side; nothing is saved until the writer has chosen. */
export function TextConflict({ mine, theirs, onKeepMine, onTakeTheirs }: TextConflictProps) {
  const t = useTranslations('editor');
  const texts = [
    { name: t('conflict.mine'), text: mine },
    { name: t('conflict.theirs'), text: theirs },
  ];
  return (
    <Banner
      isLive
      tone="warning"
      title={t('conflict.title')}
      className="mb-6"
      actions={
        <>
          <Button size="sm" variant="primary" onClick={onKeepMine}>
            {t('conflict.keepMine')}
          </Button>
          <Button size="sm" onClick={onTakeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.body')}</p>
      <div className="mt-3 grid gap-4 md:grid-cols-2">
        {texts.map(({ name, text }) => (
          <section key={name} aria-label={name}>
            <h2 className="mb-1 font-semibold">{name}</h2>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard
              tabIndex={0}
              className="max-h-72 overflow-auto rounded-sm border border-rule bg-surface p-3 font-mono text-sm whitespace-pre-wrap break-words"
            >
              {text}
            </pre>
          </section>
        ))}
      </div>
    </Banner>
  );
}
