'use client';

import { useTranslations } from 'next-intl';
import { type DragEvent, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { cx } from '@/components/ui/class-names';
import { Icon } from '@/components/ui/icon';
import { ProgressBar } from '@/components/ui/progress';
import { fileTypes, type LibraryUsage, sizeLimits } from '@/server/domains/media/contract';
import { FileChooser } from './file-chooser';
import { useFileSize } from './file-size';
import { addFiles } from './upload-queue';

const accept = Object.keys(fileTypes).join(',');

/** How full the library is; what is on its way counts. */
function Usage({ initial }: { readonly initial: LibraryUsage }) {
  const t = useTranslations('media');
  const size = useFileSize();
  const { data } = trpc.media.usage.useQuery(undefined, { initialData: initial });
  const { usedBytes, limitBytes } = data;
  return (
    <div className="mt-4 max-w-96 text-sm text-ink-muted">
      <p className="tabular-nums">{t('usage', { used: size(usedBytes), limit: size(limitBytes) })}</p>
      <ProgressBar value={usedBytes} total={limitBytes} label={t('usageLabel')} className="mt-1" />
    </div>
  );
}

/** Where files are dropped or chosen. */
export function UploadArea({ usage }: { readonly usage: LibraryUsage }) {
  const t = useTranslations('media');
  const size = useFileSize();
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    addFiles([...event.dataTransfer.files]);
  };
  const limits = {
    image: size(sizeLimits.image),
    video: size(sizeLimits.video),
    audio: size(sizeLimits.audio),
    document: size(sizeLimits.document),
  };
  return (
    <section
      aria-labelledby="upload-title"
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'rounded-lg border border-dashed px-5 py-5',
        isOver ? 'border-accent bg-accent-soft' : 'border-edge',
      )}
    >
      <h2 id="upload-title" className="font-serif text-lg font-semibold">
        {t('uploadTitle')}
      </h2>
      <p className="mt-1 mb-3 max-w-reading text-ink-muted">{t('uploadLead', limits)}</p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <FileChooser
          isMultiple
          accept={accept}
          variant="primary"
          icon={<Icon name="upload" />}
          onFiles={(files) => addFiles(files)}
        >
          {t('chooseFiles')}
        </FileChooser>
        <span className="text-ink-muted max-sm:hidden">{t('orDrop')}</span>
      </div>
      <Usage initial={usage} />
    </section>
  );
}
