'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { TextConflict } from '@/components/editor/text-conflict';
import type { TextSaver } from '@/components/editor/text-saver';
import { SaveState } from '@/components/teach/save-state';
import { trpc } from '@/components/trpc/client';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Skeleton } from '@/components/ui/skeleton';
import type { LessonSettings, StudioSettings } from '@/server/domains/content/contract/settings';
import { AssignmentFields } from './assignment-fields';
import { DownloadFields } from './download-fields';
import { EmbedFields } from './embed-fields';
import { FileSlot } from './file-slot';
import { LiveFields } from './live-fields';
import { MinutesField } from './minutes-field';
import { QuizFields } from './quiz-fields';
import { describe, draftOf, faultsOf, readDraft, type SettingsDraft } from './settings-draft';
import { type SettingsPlace, useDraft, useSettingsSaver } from './use-settings';

/** Properties of {@link SettingsEditor}. */
export interface SettingsEditorProps extends SettingsPlace {
  readonly initial: StudioSettings;
  readonly timeZones: readonly string[];
}

/** Follows what is known of the files of a lesson while one of them is being made ready. */
function useFresh({ courseSlug, lessonId }: SettingsPlace, initial: StudioSettings): StudioSettings {
  const key = { courseSlug, lessonId };
  const { data } = trpc.content.settings.useQuery(key, { initialData: initial });
  const cache = trpc.useUtils();
  trpc.media.live.useSubscription(
    {},
    {
      enabled: data.files.some(({ status, isOwn }) => isOwn && status === 'pending'),
      onData: () => void cache.content.settings.invalidate(key),
    },
  );
  return data;
}

/** Once a recording is ready it is known how long it takes; saving what is saved already makes that count. */
function useMeasured(fresh: StudioSettings, { courseSlug }: SettingsPlace): void {
  const isPending = fresh.files.some(({ status }) => status === 'pending');
  const wasPending = useRef(isPending);
  const { mutate } = trpc.content.saveSettings.useMutation();
  const { lessonId, revision, assetId, settings } = fresh;
  useEffect(() => {
    if (wasPending.current && !isPending) mutate({ courseSlug, lessonId, revision, assetId, settings });
    wasPending.current = isPending;
  });
}

/** Edits what a lesson has besides its words; it is saved as it is changed. */
export function SettingsEditor(props: SettingsEditorProps) {
  const saver = useSettingsSaver(props, props.initial);
  return saver === null ? <Skeleton className="mb-8 h-48 w-full" /> : <Opened saver={saver} {...props} />;
}

function Opened({ saver, ...props }: SettingsEditorProps & { readonly saver: TextSaver }) {
  const t = useTranslations('kinds');
  const editor = useTranslations('editor');
  const failureText = useFailureText();
  const fresh = useFresh(props, props.initial);
  const { snapshot, draft, change, resolve } = useDraft(saver, draftOf(props.initial));
  const { state, failure, theirs, isRecovered } = snapshot;
  useMeasured(fresh, props);
  const faults = faultsOf(draft);
  const shown = state === 'conflict' || state === 'refused' ? 'unsaved' : state;
  const theirDraft = theirs === null ? null : readDraft(theirs.text);
  return (
    <section aria-labelledby="part-title" className="mb-10 border-b border-rule pb-8">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 id="part-title" className="font-serif text-lg font-semibold">
          {t(`titles.${draft.settings.kind}`)}
        </h2>
        <SaveState state={shown} text={faults.length > 0 ? t('halfway') : editor(`states.${state}`)} />
      </div>
      {isRecovered && theirs === null ? (
        <Banner isLive className="mb-4">
          {editor('recovered')}
        </Banner>
      ) : null}
      {failure === null || failure.code === 'platform/invalid_input' ? null : (
        <Banner isLive tone="danger" title={editor('refusedTitle')} className="mb-4">
          {failureText(failure)}
        </Banner>
      )}
      {theirs === null || theirDraft === null ? null : (
        <TextConflict
          mine={describe(draft)}
          theirs={describe(theirDraft)}
          onKeepMine={() => resolve(snapshot.text)}
          onTakeTheirs={() => resolve(theirs.text)}
        />
      )}
      <Fields
        // Another state from outside needs fields that begin with it.
        key={theirs === null ? 'own' : 'conflict'}
        draft={draft}
        files={fresh.files}
        lessons={fresh.lessons}
        faults={faults}
        timeZones={props.timeZones}
        onChange={change}
      />
    </section>
  );
}

/** Properties of {@link Fields}. */
interface FieldsProps {
  readonly draft: SettingsDraft;
  readonly files: StudioSettings['files'];
  readonly lessons: StudioSettings['lessons'];
  readonly faults: readonly string[];
  readonly timeZones: readonly string[];
  readonly onChange: (next: SettingsDraft) => void;
}

function Fields({ draft, files, lessons, faults, timeZones, onChange }: FieldsProps) {
  const { settings, assetId } = draft;
  const change = (next: LessonSettings) => onChange({ ...draft, settings: next });
  const slot = (kind: 'video' | 'audio' | 'document') => (
    <FileSlot
      kind={kind}
      file={files.find(({ id }) => id === assetId) ?? null}
      isChosen={assetId !== null}
      onChoose={(id) => onChange({ ...draft, assetId: id })}
    />
  );
  switch (settings.kind) {
    case 'article':
      return null;
    case 'video':
    case 'audio':
      return slot(settings.kind);
    case 'document':
      return (
        <div className="space-y-5">
          {slot('document')}
          <MinutesField value={settings.minutes} onChange={(minutes) => change({ ...settings, minutes })} />
        </div>
      );
    case 'download':
      return <DownloadFields settings={settings} files={files} onChange={change} />;
    case 'embed':
      return <EmbedFields settings={settings} faults={faults} onChange={change} />;
    case 'live':
      return <LiveFields {...{ settings, faults, lessons, timeZones }} onChange={change} />;
    case 'quiz':
      return <QuizFields settings={settings} onChange={change} />;
    case 'assignment':
      return <AssignmentFields {...{ settings, faults, timeZones }} onChange={change} />;
  }
}
