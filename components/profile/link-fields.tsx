'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldHint } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { TextField } from '@/components/ui/text-field';
import { mostLinks } from '@/server/domains/profiles/contract';

/** Properties of {@link LinkFields}. */
export interface LinkFieldsProps {
  readonly initial: readonly string[];
  readonly errorOf: (field: string) => string | undefined;
}

/** A person's links, one to a line, and room for one more until there are enough; an empty line is none. */
export function LinkFields({ initial, errorOf }: LinkFieldsProps) {
  const t = useTranslations('profile');
  // What is saved later stands in its line already; another default would put it into a line left empty.
  const [first] = useState(initial);
  const [count, setCount] = useState(Math.max(1, first.length));
  return (
    <fieldset aria-describedby="links-hint" className="min-w-0">
      <legend className="mb-1 font-semibold">{t('links')}</legend>
      <FieldHint id="links-hint">{t('linksHint', { most: mostLinks })}</FieldHint>
      <div className="space-y-3">
        {Array.from({ length: count }, (_, place) => place).map((place) => (
          <TextField
            key={place}
            name={`links.${place}`}
            type="url"
            inputMode="url"
            autoCapitalize="none"
            autoComplete="off"
            isLabelHidden
            isOptional
            label={t('link', { number: place + 1 })}
            defaultValue={first[place] ?? ''}
            error={errorOf(`links.${place}`)}
          />
        ))}
      </div>
      {count < mostLinks ? (
        <Button
          size="sm"
          className="mt-3"
          icon={<Icon name="plus" />}
          onClick={() => setCount((shown) => shown + 1)}
        >
          {t('addLink')}
        </Button>
      ) : null}
    </fieldset>
  );
}
