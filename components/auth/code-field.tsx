'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';

/** Properties of {@link CodeField}. */
export interface CodeFieldProps {
  /** Name of the control; `code` unless said otherwise. */
  readonly name?: 'code' | 'proofCode';
  readonly error?: string | undefined;
}

/** A code of the authenticator app or, where the app is out of reach, a recovery code. Needs the area `auth`. */
export function CodeField({ name = 'code', error }: CodeFieldProps) {
  const t = useTranslations('auth');
  const [isRecovery, setRecovery] = useState(false);
  return (
    <div className="space-y-2">
      <TextField
        key={String(isRecovery)}
        name={name}
        label={isRecovery ? t('recoveryCode') : t('code')}
        hint={isRecovery ? t('recoveryCodeHint') : t('codeHint')}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        className="max-w-60 tracking-widest tabular-nums"
        {...(error === undefined ? {} : { error })}
      />
      <Button variant="quiet" size="sm" onClick={() => setRecovery(!isRecovery)}>
        {isRecovery ? t('useApp') : t('useRecoveryCode')}
      </Button>
    </div>
  );
}
