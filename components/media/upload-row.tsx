'use client';

import { useTranslations } from 'next-intl';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress';
import { useFileSize } from './file-size';
import { cancelUpload, pauseUpload, resumeUpload, type UploadItem } from './upload-queue';

const underWay: readonly UploadItem['phase'][] = ['queued', 'reading', 'sending', 'waiting'];
const withBar: readonly UploadItem['phase'][] = ['reading', 'sending', 'waiting', 'paused', 'finishing'];

/** Of the same file, the same will be said again. */
const final: ReadonlySet<string> = new Set([
  'media/type_unsupported',
  'media/too_large',
  'media/other_kind',
  'media/not_found',
  'platform/invalid_input',
  'platform/forbidden',
]);

function useProblemText(): (item: UploadItem) => string | null {
  const t = useTranslations('media');
  const failureText = useFailureText();
  return ({ problem }) => {
    if (problem === null) return null;
    return problem.kind === 'refused' ? failureText(problem.failure) : t(`problems.${problem.kind}`);
  };
}

/** One file on its way: how far it is, and what can be done about it. */
export function UploadRow({ item }: { readonly item: UploadItem }) {
  const t = useTranslations('media');
  const size = useFileSize();
  const problem = useProblemText()(item);
  const { id, name, bytes, phase, doneBytes, knownAs } = item;
  const isOver = phase === 'new' || phase === 'known';
  const mayRetry = item.problem?.kind === 'refused' && !final.has(item.problem.failure.code);
  const canResume = phase === 'paused' || (phase === 'failed' && mayRetry);
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="min-w-0 break-words">{name}</strong>
          <span className="text-ink-muted tabular-nums">{size(bytes)}</span>
        </p>
        {problem === null ? (
          <p className="text-ink-muted">
            {t(`phases.${phase}`, { name: knownAs ?? '', done: size(doneBytes), total: size(bytes) })}
          </p>
        ) : (
          <p role="alert" className="flex items-start gap-2 text-danger">
            <Icon name="error" className="mt-px" />
            {problem}
          </p>
        )}
        {withBar.includes(phase) ? (
          <ProgressBar value={doneBytes} total={bytes} label={t('progressOf', { name })} className="mt-2" />
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {underWay.includes(phase) ? (
          <Button size="sm" aria-label={t('pauseOf', { name })} onClick={() => pauseUpload(id)}>
            {t('pause')}
          </Button>
        ) : null}
        {canResume ? (
          <Button size="sm" aria-label={t('resumeOf', { name })} onClick={() => resumeUpload(id)}>
            {t(phase === 'paused' ? 'resume' : 'tryAgain')}
          </Button>
        ) : null}
        <Button
          size="sm"
          aria-label={t(isOver || phase === 'failed' ? 'dismissOf' : 'cancelOf', { name })}
          onClick={() => void cancelUpload(id)}
        >
          {t(isOver || phase === 'failed' ? 'dismiss' : 'cancel')}
        </Button>
      </div>
    </li>
  );
}
