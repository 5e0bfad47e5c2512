'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { ComboBox } from '@/components/ui/combo-box';
import { TextField } from '@/components/ui/text-field';

/** A time on the wall and whose wall it is. */
export type Zoned = { readonly local: string; readonly timeZone: string };

/** Properties of {@link ZonedField}. */
export interface ZonedFieldProps extends Zoned {
  readonly name: string;
  readonly label: string;
  readonly timeZones: readonly string[];
  readonly isOptional?: boolean;
  readonly onChange: (zoned: Zoned) => void;
}

/** A day and a time by the clocks of a zone; who has not chosen one yet begins with that of the device. */
export function ZonedField({
  name,
  label,
  local,
  timeZone,
  timeZones,
  isOptional = false,
  onChange,
}: ZonedFieldProps) {
  const t = useTranslations('kinds');
  const isFresh = local === '' && timeZone === 'UTC';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the fields appear
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (isFresh && own !== 'UTC' && timeZones.includes(own)) onChange({ local, timeZone: own });
  }, []);
  return (
    <div className="grid items-start gap-x-6 gap-y-5 sm:grid-cols-2">
      <TextField
        name={name}
        label={label}
        type="datetime-local"
        isOptional={isOptional}
        value={local}
        // Browsers add seconds when somebody types them.
        onChange={({ target }) => onChange({ local: target.value.slice(0, 16), timeZone })}
      />
      <ComboBox
        name={`${name}Zone`}
        label={t('zone')}
        options={timeZones.map((id) => ({ id, label: id.replaceAll('_', ' ') }))}
        value={timeZone}
        onChange={(id) => {
          if (id !== null) onChange({ local, timeZone: id });
        }}
      />
    </div>
  );
}
