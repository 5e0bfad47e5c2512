'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/text-field';
import { embedSites, findEmbed } from '@/server/domains/content/contract/embeds';
import { type SettingsOf, settingsLimits } from '@/server/domains/content/contract/settings';
import { MinutesField } from './minutes-field';

type Settings = SettingsOf<'embed'>;

/** Properties of {@link EmbedFields}. */
export interface EmbedFieldsProps {
  readonly settings: Settings;
  readonly faults: readonly string[];
  readonly onChange: (settings: Settings) => void;
}

/** Which page of another site a lesson shows; only sites of one list are taken. */
export function EmbedFields({ settings, faults, onChange }: EmbedFieldsProps) {
  const t = useTranslations('kinds');
  const format = useFormatter();
  const found = findEmbed(settings.url);
  const sites = format.list([...embedSites], { type: 'disjunction' });
  return (
    <div className="max-w-reading space-y-5">
      <TextField
        name="url"
        label={t('embedUrl')}
        hint={t('embedHint', { sites })}
        error={faults.includes('url') ? t('wrong.embedUrl', { sites }) : undefined}
        value={settings.url}
        onChange={({ target }) => onChange({ ...settings, url: target.value })}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
      />
      <p role="status" className="min-h-5 text-ink-muted">
        {found === null ? '' : t('embedFound', { site: found.site })}
      </p>
      <TextField
        name="embedTitle"
        label={t('embedTitle')}
        hint={t('embedTitleHint')}
        isOptional
        value={settings.title}
        maxLength={settingsLimits.label}
        onChange={({ target }) => onChange({ ...settings, title: target.value })}
        autoComplete="off"
      />
      <MinutesField value={settings.minutes} onChange={(minutes) => onChange({ ...settings, minutes })} />
    </div>
  );
}
