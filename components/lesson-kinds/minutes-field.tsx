'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { NumberField } from '@/components/ui/text-field';
import { settingsLimits } from '@/server/domains/content/contract/settings';

/** Reads a whole number of minutes; null for nothing, undefined for what is none. */
function readMinutes(typed: string): number | null | undefined {
  if (typed.trim() === '') return null;
  const value = Number(typed);
  return Number.isInteger(value) && value >= 1 && value <= settingsLimits.minutes ? value : undefined;
}

/** Properties of {@link MinutesField}. */
export interface MinutesFieldProps {
  readonly value: number | null;
  readonly onChange: (minutes: number | null) => void;
}

/** How long a lesson takes, for kinds of which nobody can know; left empty, it is estimated. */
export function MinutesField({ value, onChange }: MinutesFieldProps) {
  const t = useTranslations('kinds');
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const isWrong = readMinutes(typed) === undefined;
  return (
    <NumberField
      name="minutes"
      label={t('minutes')}
      hint={t('minutesHint')}
      unit={t('minutesUnit')}
      isOptional
      value={typed}
      error={isWrong ? t('wrong.minutes', { most: settingsLimits.minutes }) : undefined}
      onChange={({ target }) => {
        setTyped(target.value);
        const minutes = readMinutes(target.value);
        if (minutes !== undefined) onChange(minutes);
      }}
    />
  );
}
