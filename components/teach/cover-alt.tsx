'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/choice';
import { TextField } from '@/components/ui/text-field';
import { longestCoverAlt } from '@/server/domains/courses/contract';

/** Words for a picture, or that it is a decoration; one of the two has to be said. */
export function AltFields(props: {
  readonly alt: string;
  readonly isDecorative: boolean;
  readonly error: string | undefined;
  readonly onAlt: (alt: string) => void;
  readonly onDecorative: (isDecorative: boolean) => void;
}) {
  const t = useTranslations('studio.cover');
  return (
    <div className="mt-4 space-y-2">
      <TextField
        name="cover-alt"
        label={t('alt')}
        hint={t('altHint')}
        value={props.isDecorative ? '' : props.alt}
        disabled={props.isDecorative}
        maxLength={longestCoverAlt}
        autoComplete="off"
        error={props.error}
        onChange={({ target }) => props.onAlt(target.value)}
      />
      <Checkbox
        name="cover-decorative"
        label={t('decorative')}
        hint={t('decorativeHint')}
        checked={props.isDecorative}
        onChange={({ target }) => props.onDecorative(target.checked)}
      />
    </div>
  );
}
