'use client';

import { useTranslations } from 'next-intl';
import { useLanguageNames } from '@/components/media/language-names';
import { SaveState } from '@/components/teach/save-state';
import { Banner } from '@/components/ui/banner';
import { Button, IconButton } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import { useRouter } from '@/i18n/navigation';
import type { LibraryItem } from '@/server/domains/library/contract';
import { captionLocales } from '@/server/domains/media/contract';
import { toCueText, writeSrt, writeVtt } from '@/server/domains/media/contract/cues';
import { captionsHref } from './captions-href';
import { cuesOf } from './cue-list';
import type { Captions, CaptionsPlace } from './use-captions';

/** Properties of {@link CaptionsBar}. */
export interface CaptionsBarProps {
  readonly captions: Captions;
  readonly place: CaptionsPlace;
  readonly item: LibraryItem;
  /** So many cues cannot be saved as they are. */
  readonly problems: number;
}

/** Lets the browser save a text under a name. */
function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function useExport({ desk }: Captions, { locale }: CaptionsPlace, { name }: LibraryItem) {
  const stem = `${name.replace(/\.[^.]+$/, '')}.${locale}`;
  const written = () => cuesOf(desk.cues).map((cue) => ({ ...cue, text: toCueText(cue.text) }));
  return {
    vtt: () => download(`${stem}.vtt`, writeVtt(written()), 'text/vtt'),
    srt: () => download(`${stem}.srt`, writeSrt(written()), 'application/x-subrip'),
  };
}

/** Above the desk: which language, whether it is saved, undo, and the way out as a file. */
export function CaptionsBar({ captions, place, item, problems }: CaptionsBarProps) {
  const t = useTranslations('captions');
  const nameOf = useLanguageNames();
  const router = useRouter();
  const file = useExport(captions, place, item);
  const { desk, act, isSaved, isSaving, outcome, isRestored } = captions;
  const isEmpty = desk.cues.length === 0;
  const state = isSaving ? 'saving' : isSaved ? 'saved' : 'unsaved';
  return (
    <div className="mb-4 space-y-3">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          name="language"
          label={t('language')}
          value={place.locale}
          onChange={({ currentTarget }) => router.push(captionsHref(item.id, currentTarget.value))}
          options={captionLocales.map((value) => ({
            value,
            label: item.captions.some(({ locale }) => locale === value)
              ? t('languageThere', { language: nameOf(value) })
              : nameOf(value),
          }))}
        />
        <Button
          variant="primary"
          isPending={isSaving}
          aria-keyshortcuts="Control+S"
          disabled={isEmpty}
          onClick={() => void captions.save()}
        >
          {t('save')}
        </Button>
        <div className="flex gap-1">
          <Button size="md" disabled={desk.past.length === 0} onClick={() => act({ act: 'undo' })}>
            {t('undo')}
          </Button>
          <Button size="md" disabled={desk.future.length === 0} onClick={() => act({ act: 'redo' })}>
            {t('redo')}
          </Button>
        </div>
        <Menu
          label={t('export')}
          trigger={<IconButton icon={<Icon name="download" />} label={t('export')} disabled={isEmpty} />}
          entries={[
            { id: 'vtt', label: t('exportVtt'), onAction: file.vtt },
            { id: 'srt', label: t('exportSrt'), onAction: file.srt },
          ]}
        />
        <SaveState
          state={state}
          text={isEmpty && isSaved ? t('state.none') : t(`state.${state}`, { count: desk.cues.length })}
        />
      </div>
      {isRestored ? (
        <Banner
          isLive
          title={t('restored')}
          actions={
            <Button size="sm" onClick={captions.discard}>
              {t('discard')}
            </Button>
          }
        >
          <p>{t('restoredBody')}</p>
        </Banner>
      ) : null}
      {outcome?.kind === 'failed' ? (
        <Banner isLive tone="danger" title={t('notSaved')}>
          <p>{outcome.text}</p>
        </Banner>
      ) : null}
      {outcome?.kind === 'refused' || problems > 0 ? (
        <p role="status" className="flex items-center gap-2 text-sm text-danger">
          <Icon name="error" />
          {t('toMend', { count: problems })}
        </p>
      ) : null}
    </div>
  );
}
