'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { showToast } from '@/components/ui/toast-queue';

/** Properties of {@link RecoveryCodes}. */
export interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** The person says that they have kept them. */
  readonly onKept: () => void;
}

function download(codes: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'lyceum-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(url);
}

/** Shows new recovery codes this once, to be copied, saved or written down; takes the focus when it appears. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const t = useTranslations('security');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const copy = async () => {
    // A browser may forbid it; the codes are on the screen all the same.
    const isCopied = await navigator.clipboard.writeText(codes.join('\n')).then(
      () => true,
      () => false,
    );
    showToast(isCopied ? t('copied') : t('copyFailed'), isCopied ? {} : { tone: 'danger' });
  };
  return (
    <div className="rounded-md border border-rule bg-surface p-5">
      <h3 ref={title} tabIndex={-1} className="font-semibold outline-none">
        {t('codesTitle')}
      </h3>
      <p className="mt-1 text-ink-muted">{t('codesLead')}</p>
      <ol className="mt-4 grid grid-cols-1 gap-x-8 gap-y-1 font-mono tracking-wider sm:max-w-96 sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button variant="primary" onClick={onKept}>
          {t('codesKept')}
        </Button>
        <Button icon={<Icon name="download" />} onClick={() => download(codes)}>
          {t('codesDownload')}
        </Button>
        <Button onClick={() => void copy()}>{t('codesCopy')}</Button>
      </div>
    </div>
  );
}
