'use client';

import { useTranslations } from 'next-intl';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice';
import type { SettingsOf } from '@/server/domains/content/contract/settings';
import { MinutesField } from './minutes-field';
import { ZonedField } from './zoned-field';

type Settings = SettingsOf<'assignment'>;

/** Properties of {@link AssignmentFields}. */
export interface AssignmentFieldsProps {
  readonly settings: Settings;
  readonly faults: readonly string[];
  readonly timeZones: readonly string[];
  readonly onChange: (settings: Settings) => void;
}

const ways = ['text', 'files', 'links'] as const;

/** What is to be handed in, until when, and what completes the lesson. The brief is the text below. */
export function AssignmentFields({ settings, faults, timeZones, onChange }: AssignmentFieldsProps) {
  const t = useTranslations('kinds');
  const { accepts } = settings;
  return (
    <div className="max-w-reading space-y-5">
      <p className="text-ink-muted">{t('assignmentLead')}</p>
      <CheckboxGroup
        name="accepts"
        label={t('accepts')}
        error={faults.includes('accepts') ? t('wrong.accepts') : undefined}
        options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        value={ways.filter((way) => accepts[way])}
        onChange={(chosen) =>
          onChange({
            ...settings,
            accepts: {
              ...{ text: chosen.includes('text'), files: chosen.includes('files') },
              links: chosen.includes('links'),
            },
          })
        }
      />
      <ZonedField
        name="dueAt"
        label={t('dueAt')}
        isOptional
        local={settings.dueLocal}
        timeZone={settings.timeZone}
        timeZones={timeZones}
        onChange={({ local: dueLocal, timeZone }) => onChange({ ...settings, dueLocal, timeZone })}
      />
      <RadioGroup
        name="completesOn"
        label={t('completesOn')}
        options={(['submitted', 'passed'] as const).map((value) => ({
          value,
          label: t(`completing.${value}`),
        }))}
        value={settings.completesOn}
        onChange={(value) =>
          onChange({ ...settings, completesOn: value === 'passed' ? 'passed' : 'submitted' })
        }
      />
      <MinutesField value={settings.minutes} onChange={(minutes) => onChange({ ...settings, minutes })} />
    </div>
  );
}
