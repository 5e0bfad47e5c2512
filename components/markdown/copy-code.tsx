'use client';

import { useEffect, useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';

/** The words of a {@link CopyCode}. */
export interface CopyCodeLabels {
  readonly copy: string;
  readonly copied: string;
  readonly failed: string;
}

const shownMs = 2_000;

/** Copies the code that stands before it in the same block, as it was written. */
export function CopyCode({ labels }: { readonly labels: CopyCodeLabels }) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'copy' | 'copied' | 'failed'>('copy');
  useEffect(() => {
    if (state === 'copy') return;
    const timer = setTimeout(() => setState('copy'), shownMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    const code = button.current?.parentElement?.querySelector('pre')?.textContent ?? '';
    try {
      await navigator.clipboard.writeText(code);
      setState('copied');
    } catch {
      // A browser may forbid it; the code is on the screen all the same.
      setState('failed');
    }
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        title={labels.copy}
        aria-label={labels.copy}
        onClick={() => void copy()}
        className="copy-code"
      >
        <Icon name={state === 'copied' ? 'check' : 'copy'} />
      </button>
      <span role="status" className="sr-only">
        {state === 'copy' ? '' : labels[state]}
      </span>
    </>
  );
}
