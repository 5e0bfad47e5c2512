'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { ImportPlan } from '@/components/exchange/import-plan';
import { ProblemList } from '@/components/exchange/problem-list';
import { type ImportState, useImport } from '@/components/exchange/use-import';
import { FileChooser } from '@/components/media/file-chooser';
import { Banner } from '@/components/ui/banner';
import { Icon } from '@/components/ui/icon';
import { Spinner } from '@/components/ui/spinner';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';

/** Properties of {@link ImportPanel}. */
export interface ImportPanelProps {
  /** The course that an archive is brought into; null for one of its own. */
  readonly courseSlug: string | null;
}

/** Brings an archive of a course in: chosen, read, shown as a difference, and written when somebody agrees. */
export function ImportPanel({ courseSlug }: ImportPanelProps) {
  const t = useTranslations('exchange');
  const router = useRouter();
  const { state, read, apply, stop } = useImport(courseSlug, (slug) => {
    showToast(t('applied'));
    if (slug === courseSlug) router.refresh();
    else router.push(`/teach/courses/${slug}/${courseSlug === null ? 'curriculum' : 'exchange'}`);
  });
  const isBusy = state.step === 'reading' || state.step === 'uploading';
  return (
    <div className="space-y-5">
      <FileChooser
        accept=".zip,application/zip"
        icon={<Icon name="upload" />}
        isPending={isBusy}
        onFiles={([file]) => {
          if (file !== undefined) read(file);
        }}
      >
        {t('choose')}
      </FileChooser>
      <Outcome state={state}>
        {state.step === 'plan' ? (
          <ImportPlan
            key={state.found.document.id}
            found={state.found}
            isNew={courseSlug === null}
            onApply={(prune) => apply(state.found, prune)}
            onCancel={stop}
          />
        ) : null}
      </Outcome>
    </div>
  );
}

/** What has come of the choice; takes the focus when it is there to be read. */
function Outcome({ state, children }: { readonly state: ImportState; readonly children: ReactNode }) {
  const t = useTranslations('exchange');
  const region = useRef<HTMLDivElement>(null);
  const { step } = state;
  useEffect(() => {
    if (step === 'plan' || step === 'problems') region.current?.focus();
  }, [step]);
  return (
    <div ref={region} tabIndex={-1} className="max-w-reading outline-none">
      <p role="status" className="flex items-center gap-2 text-ink-muted empty:hidden">
        {step === 'reading' || step === 'uploading' ? (
          <>
            <Spinner />
            {t(step, { name: state.name })}
          </>
        ) : null}
      </p>
      {state.step === 'failed' ? <Banner tone="danger" isLive title={state.text} /> : null}
      {state.step === 'problems' ? <ProblemList problems={state.problems} /> : null}
      {children}
    </div>
  );
}
