'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FileChooser } from '@/components/media/file-chooser';
import { useFileSize } from '@/components/media/file-size';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { type SubmissionView, submissionLimits } from '@/server/domains/assessments/contract/submissions';
import { FileNotSentError, sendFile } from './send-file';

/** Properties of {@link OwnFiles}. */
export interface OwnFilesProps {
  readonly files: SubmissionView['handIns'][number]['files'];
  readonly lessonId: string;
}

/** The files of a draft: sent one after the other, each in the draft as soon as it has arrived. */
export function OwnFiles({ files, lessonId }: OwnFilesProps) {
  const t = useTranslations('assignment');
  const size = useFileSize();
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const [sending, setSending] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const refresh = async () => await cache.assessments.submission.invalidate({ lessonId });
  const wordOf = (error: unknown, name: string) =>
    error instanceof FileNotSentError ? t('notSent', { name }) : failureText(failureOf(error));
  const send = async (chosen: readonly File[]) => {
    const found: string[] = [];
    for (const file of chosen) {
      const limit = { name: file.name, size: size(submissionLimits.fileBytes) };
      if (file.size > submissionLimits.fileBytes || file.size === 0) {
        found.push(t('tooBig', limit));
        continue;
      }
      setSending(file.name);
      await sendFile(lessonId, file).catch((error: unknown) => found.push(wordOf(error, file.name)));
    }
    setSending(null);
    setProblems(found);
    await refresh();
  };
  const remove = async (fileId: string, name: string) => {
    try {
      await cache.client.assessments.removeFile.mutate({ lessonId, fileId });
    } catch (error) {
      setProblems([wordOf(error, name)]);
    }
    await refresh();
  };
  return (
    <section aria-labelledby="own-files">
      <h3 id="own-files" className="mb-1 font-semibold">
        {t('files')}
      </h3>
      <ul className="mb-3 divide-y divide-rule border-y border-rule empty:hidden">
        {files.map(({ id, name, bytes }) => (
          <li key={id} className="flex items-center justify-between gap-3 py-1">
            <span className="min-w-0 break-words">
              {name} <span className="text-ink-muted tabular-nums">{size(bytes)}</span>
            </span>
            <IconButton
              size="sm"
              icon={<Icon name="trash" />}
              label={t('removeFile', { name })}
              onClick={() => void remove(id, name)}
            />
          </li>
        ))}
      </ul>
      <FileChooser
        isMultiple
        isPending={sending !== null}
        icon={<Icon name="upload" />}
        onFiles={(chosen) => void send(chosen)}
      >
        {t('addFiles')}
      </FileChooser>
      <p role="status" className="mt-2 text-sm text-ink-muted">
        {sending === null ? '' : t('sending', { name: sending })}
      </p>
      {problems.map((problem) => (
        <p key={problem} role="alert" className="text-danger">
          {problem}
        </p>
      ))}
    </section>
  );
}
