'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { FileChooser } from '@/components/media/file-chooser';
import { addFiles } from '@/components/media/upload-queue';
import { UploadRow } from '@/components/media/upload-row';
import { useUploads } from '@/components/media/use-uploads';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { type AssetKind, fileTypes } from '@/server/domains/media/contract';
import { LibraryDialog } from './library-dialog';

/** Properties of {@link FilePick}. */
export interface FilePickProps {
  /** What is offered; null for every kind. */
  readonly kind: AssetKind | null;
  readonly isMultiple?: boolean;
  readonly isReplacing?: boolean;
  readonly onPick: (assetIds: readonly string[]) => void;
}

/** Calls back with each file that was uploaded from here, as soon as it is in the library. */
function useOwnUploads(onPick: (assetIds: readonly string[]) => void) {
  const items = useUploads();
  const [own, setOwn] = useState<ReadonlySet<number>>(new Set());
  const told = useRef(new Set<number>());
  const shown = items.filter(({ id }) => own.has(id));
  const arrived = shown.filter(({ id, assetId }) => assetId !== null && !told.current.has(id));
  useEffect(() => {
    if (arrived.length === 0) return;
    for (const { id } of arrived) told.current.add(id);
    onPick(arrived.flatMap(({ assetId }) => assetId ?? []));
  });
  return { shown, add: (files: readonly File[]) => setOwn(new Set([...own, ...addFiles(files)])) };
}

/** Puts files into a lesson: from the library, or from the device by way of it. */
export function FilePick({ kind, isMultiple = false, isReplacing = false, onPick }: FilePickProps) {
  const t = useTranslations('kinds');
  const [isOpen, setOpen] = useState(false);
  const { shown, add } = useOwnUploads(onPick);
  const types = Object.entries(fileTypes).flatMap(([type, is]) =>
    kind === null || is === kind ? [type] : [],
  );
  return (
    <div>
      <div className="flex flex-wrap gap-3">
        <Button icon={<Icon name="list" />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {t(isReplacing ? 'replaceFromLibrary' : 'fromLibrary')}
        </Button>
        <FileChooser
          icon={<Icon name="upload" />}
          isMultiple={isMultiple}
          accept={types.join(',')}
          onFiles={(files) => add(isMultiple ? files : files.slice(0, 1))}
        >
          {t(isReplacing ? 'replaceByUpload' : 'upload')}
        </FileChooser>
      </div>
      {shown.length === 0 ? null : (
        <ul aria-label={t('uploads')} className="mt-4 divide-y divide-rule border-y border-rule">
          {shown.map((item) => (
            <UploadRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      <LibraryDialog
        kind={kind}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onPick={(id) => {
          setOpen(false);
          onPick([id]);
        }}
      />
    </div>
  );
}
