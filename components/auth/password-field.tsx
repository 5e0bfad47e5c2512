'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/choice';
import { TextField } from '@/components/ui/text-field';

/** Properties of {@link PasswordField}. */
export interface PasswordFieldProps {
  /** Name of the control; `password` unless said otherwise. */
  readonly name?: 'password' | 'currentPassword' | 'proofPassword';
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Lets password managers fill in or propose the right thing. */
  readonly autoComplete: 'current-password' | 'new-password';
}

/** A password that can be looked at, because hiding it helps nobody to type it right on a phone. */
export function PasswordField({ name = 'password', label, hint, error, autoComplete }: PasswordFieldProps) {
  const t = useTranslations('auth');
  const [isShown, setShown] = useState(false);
  return (
    <div className="space-y-2">
      <TextField
        name={name}
        type={isShown ? 'text' : 'password'}
        label={label}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        {...(hint === undefined ? {} : { hint })}
        {...(error === undefined ? {} : { error })}
      />
      <Checkbox
        label={t('showPassword')}
        checked={isShown}
        onChange={(event) => setShown(event.target.checked)}
      />
    </div>
  );
}
