'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import type { ApiKeyMade } from '@/server/domains/auth/contract/api-keys';

/** Properties of {@link MadeApiKey}. */
export interface MadeApiKeyProps {
  readonly made: ApiKeyMade;
  /** The person says that they have kept it. */
  readonly onKept: () => void;
}

/** Shows a new API key this once, to be copied; takes the focus when it appears. */
export function MadeApiKey({ made, onKept }: MadeApiKeyProps) {
  const t = useTranslations('keys');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const copy = async () => {
    // A browser may forbid it; the key is on the screen all the same.
    const isCopied = await navigator.clipboard.writeText(made.key).then(
      () => true,
      () => false,
    );
    showToast(isCopied ? t('copied') : t('copyFailed'), isCopied ? {} : { tone: 'danger' });
  };
  return (
    <div className="max-w-144 rounded-md border border-rule bg-surface p-5">
      <h2
        ref={title}
        id="api-keys-make"
        tabIndex={-1}
        className="font-serif text-xl font-semibold outline-none"
      >
        {t('madeTitle')}
      </h2>
      <p className="mt-1 mb-4 text-ink-muted">{t('madeLead')}</p>
      <TextField
        name="madeKey"
        label={t('madeLabel', { name: made.item.name })}
        value={made.key}
        readOnly
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="primary" onClick={() => void copy()}>
          {t('copy')}
        </Button>
        <Button onClick={onKept}>{t('kept')}</Button>
      </div>
      <p className="mt-5 text-sm text-ink-muted">{t('howTo')}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        className="mt-1 overflow-x-auto font-mono text-sm"
      >
        {`Authorization: Bearer ${made.item.prefix}…`}
      </pre>
    </div>
  );
}
