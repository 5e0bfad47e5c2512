'use client';

import { useTranslations } from 'next-intl';
import type { Failure } from '@/components/trpc/failure';
import { failureKeys } from '@/components/trpc/failure-keys';

/** Returns a failure in words that say what to do. Needs the message area `errors`. */
export function useFailureText(): (failure: Pick<Failure, 'code' | 'details'>) => string {
  const t = useTranslations('errors');
  return ({ code, details }) =>
    t(isKnown(code) ? failureKeys[code] : 'platform.internal', {
      seconds: 0,
      limit: 0,
      course: '',
      scope: '',
      lesson: '',
      needs: '',
      ...details,
    });
}

function isKnown(code: string): code is keyof typeof failureKeys {
  return Object.hasOwn(failureKeys, code);
}
