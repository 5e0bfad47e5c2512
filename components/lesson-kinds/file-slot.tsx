'use client';

import { useTranslations } from 'next-intl';
import { useFileSize } from '@/components/media/file-size';
import { FileState } from '@/components/media/file-state';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import type { StudioFile } from '@/server/domains/content/contract/settings';
import { FilePick } from './file-pick';

/** Properties of {@link FileSlot}. */
export interface FileSlotProps {
  readonly kind: 'video' | 'audio' | 'document';
  /** The file of the lesson; null while there is none, or nothing is known of it yet. */
  readonly file: StudioFile | null;
  readonly isChosen: boolean;
  readonly onChoose: (assetId: string | null) => void;
}

/** The one file of a lesson: what it is and how far it is ready, and how to put another in its place. */
export function FileSlot({ kind, file, isChosen, onChoose }: FileSlotProps) {
  const t = useTranslations('kinds');
  const size = useFileSize();
  const isPlayable = kind !== 'document';
  return (
    <div className="space-y-4">
      {file === null ? (
        <p className="text-ink-muted">{t(isChosen ? 'fileLoading' : `noFile.${kind}`)}</p>
      ) : (
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-y border-rule py-3">
          <p className="min-w-0">
            <strong className="break-words">{file.name || t('unnamed')}</strong>{' '}
            <span className="text-ink-muted tabular-nums">{size(file.bytes)}</span>
            {isPlayable && file.status === 'ready' ? (
              <span className="block text-ink-muted">{t('captions', { count: file.captions })}</span>
            ) : null}
          </p>
          <div className="flex flex-wrap items-center gap-3">
            <FileState item={file} />
            {isPlayable && file.isOwn ? (
              <ButtonLink href={`/teach/media?${new URLSearchParams({ text: file.name })}`} size="sm">
                {t('toCaptions')}
              </ButtonLink>
            ) : null}
            <Button size="sm" icon={<Icon name="trash" />} onClick={() => onChoose(null)}>
              {t('takeOut')}
            </Button>
          </div>
        </div>
      )}
      <FilePick kind={kind} isReplacing={isChosen} onPick={(ids) => onChoose(ids.at(-1) ?? null)} />
    </div>
  );
}
