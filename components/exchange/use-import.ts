import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { Import } from '@/components/exchange/prepare-import';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import type { FileProblem } from '@/server/domains/exchange/contract/problems';

/** How far an import is. */
export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'reading' | 'uploading'; readonly name: string }
  | { readonly step: 'problems'; readonly problems: readonly FileProblem[] }
  | { readonly step: 'plan'; readonly found: Import }
  | { readonly step: 'failed'; readonly text: string };

const reasons = { broken: 'zipBroken', too_large: 'zipTooLarge' } as const;

/** Leads an import from the choice of an archive to the changed course; what reads and sends is loaded when it is needed. */
export function useImport(courseSlug: string | null, onDone: (slug: string) => void) {
  const t = useTranslations('exchange');
  const failureText = useFailureText();
  const [state, setState] = useState<ImportState>({ step: 'idle' });
  const running = useRef<AbortController | null>(null);

  const run = async (work: (signal: AbortSignal) => Promise<void>) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const { ZipRefused } = await import('@/server/domains/exchange/contract/read-zip');
    await work(signal).catch((error: unknown) => {
      if (signal.aborted) return;
      const text = error instanceof ZipRefused ? t(reasons[error.reason]) : failureText(failureOf(error));
      setState({ step: 'failed', text });
    });
  };

  const read = (zip: File) =>
    void run(async (signal) => {
      setState({ step: 'reading', name: zip.name });
      const { prepareImport } = await import('@/components/exchange/prepare-import');
      const outcome = await prepareImport(zip, courseSlug, signal);
      if (signal.aborted) return;
      setState('found' in outcome ? { step: 'plan', ...outcome } : { step: 'problems', ...outcome });
    });

  const apply = (found: Import, prune: boolean) =>
    void run(async (signal) => {
      const { sendImport } = await import('@/components/exchange/send-import');
      const outcome = await sendImport(found, prune, {
        signal,
        onFile: (name) => setState({ step: 'uploading', name }),
      });
      if (outcome.outcome === 'refused') {
        const problems = outcome.problems.map(({ code, values }) => ({
          file: '',
          line: 1,
          column: 1,
          code,
          values,
        }));
        setState({ step: 'problems', problems });
        return;
      }
      setState({ step: 'idle' });
      onDone(outcome.document.details.slug);
    });

  const stop = () => {
    running.current?.abort();
    setState({ step: 'idle' });
  };
  return { state, read, apply, stop };
}
