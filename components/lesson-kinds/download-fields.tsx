'use client';

import { useTranslations } from 'next-intl';
import { useFileSize } from '@/components/media/file-size';
import { FileState } from '@/components/media/file-state';
import { IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { TextField } from '@/components/ui/text-field';
import { type SettingsOf, type StudioFile, settingsLimits } from '@/server/domains/content/contract/settings';
import { FilePick } from './file-pick';
import { MinutesField } from './minutes-field';
import { moved } from './moved';

type Settings = SettingsOf<'download'>;

/** Properties of {@link DownloadFields}. */
export interface DownloadFieldsProps {
  readonly settings: Settings;
  readonly files: readonly StudioFile[];
  readonly onChange: (settings: Settings) => void;
}

/** The files that a lesson offers, in order, each with the name under which learners find it. */
export function DownloadFields({ settings, files, onChange }: DownloadFieldsProps) {
  const t = useTranslations('kinds');
  const size = useFileSize();
  const change = (next: Settings['files']) => onChange({ ...settings, files: next });
  const add = (ids: readonly string[]) => {
    const added = ids.filter((id) => settings.files.every(({ assetId }) => assetId !== id));
    change(
      [...settings.files, ...added.map((assetId) => ({ assetId, label: '' }))].slice(0, settingsLimits.files),
    );
  };
  const last = settings.files.length - 1;
  return (
    <div className="space-y-5">
      {settings.files.length === 0 ? <p className="text-ink-muted">{t('noFile.download')}</p> : null}
      <ol className="divide-y divide-rule border-y border-rule empty:hidden">
        {settings.files.map(({ assetId, label }, place) => {
          const file = files.find(({ id }) => id === assetId);
          const name = file?.name || t('unnamed');
          return (
            <li key={assetId} className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-[1fr_auto]">
              <div className="min-w-0">
                <p className="mb-2 flex flex-wrap items-baseline gap-x-3">
                  <strong className="min-w-0 break-words">{name}</strong>
                  {file === undefined ? null : (
                    <span className="text-ink-muted tabular-nums">{size(file.bytes)}</span>
                  )}
                  {file === undefined || file.status === 'ready' ? null : <FileState item={file} />}
                </p>
                <TextField
                  name={`label-${assetId}`}
                  label={t('label')}
                  isOptional
                  placeholder={name}
                  value={label}
                  maxLength={settingsLimits.label}
                  autoComplete="off"
                  onChange={({ target }) =>
                    change(
                      settings.files.map((one) =>
                        one.assetId === assetId ? { assetId, label: target.value } : one,
                      ),
                    )
                  }
                />
              </div>
              <div className="flex items-start gap-1">
                <IconButton
                  size="sm"
                  icon={<Icon name="chevron-up" />}
                  label={t('upOf', { name })}
                  disabled={place === 0}
                  onClick={() => change(moved(settings.files, place, place - 1))}
                />
                <IconButton
                  size="sm"
                  icon={<Icon name="chevron-down" />}
                  label={t('downOf', { name })}
                  disabled={place === last}
                  onClick={() => change(moved(settings.files, place, place + 1))}
                />
                <IconButton
                  size="sm"
                  icon={<Icon name="trash" />}
                  label={t('takeOutOf', { name })}
                  onClick={() => change(settings.files.filter((one) => one.assetId !== assetId))}
                />
              </div>
            </li>
          );
        })}
      </ol>
      <FilePick kind={null} isMultiple onPick={add} />
      <MinutesField value={settings.minutes} onChange={(minutes) => onChange({ ...settings, minutes })} />
    </div>
  );
}
