'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/choice';
import { Select } from '@/components/ui/select';
import { NumberField, TextField } from '@/components/ui/text-field';
import {
  type SettingsOf,
  type StudioSettings,
  settingsLimits,
} from '@/server/domains/content/contract/settings';
import { ZonedField } from './zoned-field';

type Settings = SettingsOf<'live'>;

/** Properties of {@link LiveFields}. */
export interface LiveFieldsProps {
  readonly settings: Settings;
  readonly faults: readonly string[];
  readonly lessons: StudioSettings['lessons'];
  readonly timeZones: readonly string[];
  readonly onChange: (settings: Settings) => void;
}

/** When a session is, how one comes in, whether it takes place, and where its recording is. */
export function LiveFields({ settings, faults, lessons, timeZones, onChange }: LiveFieldsProps) {
  const t = useTranslations('kinds');
  return (
    <div className="max-w-reading space-y-5">
      <ZonedField
        name="startsAt"
        label={t('startsAt')}
        local={settings.startsLocal}
        timeZone={settings.timeZone}
        timeZones={timeZones}
        onChange={({ local: startsLocal, timeZone }) => onChange({ ...settings, startsLocal, timeZone })}
      />
      <Length value={settings.minutes} onChange={(minutes) => onChange({ ...settings, minutes })} />
      <TextField
        name="joinUrl"
        label={t('joinUrl')}
        hint={t('joinHint')}
        isOptional
        error={faults.includes('joinUrl') ? t('wrong.joinUrl') : undefined}
        value={settings.joinUrl}
        onChange={({ target }) => onChange({ ...settings, joinUrl: target.value.trim() })}
        autoComplete="off"
        spellCheck={false}
        inputMode="url"
        dir="ltr"
      />
      <Checkbox
        name="isCancelled"
        label={t('cancelled')}
        hint={t('cancelledHint')}
        checked={settings.isCancelled}
        onChange={({ target }) => onChange({ ...settings, isCancelled: target.checked })}
      />
      <Select
        name="recording"
        label={t('recording')}
        hint={t('recordingHint')}
        isOptional
        placeholder={t('noRecording')}
        value={settings.recordingLessonId ?? ''}
        options={lessons.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={({ target }) => onChange({ ...settings, recordingLessonId: target.value || null })}
      />
      <p className="text-ink-muted">{t('liveTold')}</p>
    </div>
  );
}

function Length({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (minutes: number) => void;
}) {
  const t = useTranslations('kinds');
  const [typed, setTyped] = useState(String(value));
  const read = (text: string) => {
    const minutes = Number(text);
    const isWithin = minutes >= settingsLimits.shortestSession && minutes <= settingsLimits.minutes;
    return Number.isInteger(minutes) && isWithin ? minutes : null;
  };
  const bounds = { least: settingsLimits.shortestSession, most: settingsLimits.minutes };
  return (
    <NumberField
      name="length"
      label={t('length')}
      unit={t('minutesUnit')}
      value={typed}
      error={read(typed) === null ? t('wrong.length', bounds) : undefined}
      onChange={({ target }) => {
        setTyped(target.value);
        const minutes = read(target.value);
        if (minutes !== null) onChange(minutes);
      }}
    />
  );
}
