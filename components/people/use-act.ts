'use client';

import { useRouter } from 'next/navigation';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { showToast } from '@/components/ui/toast-queue';

/** What every act on an account does afterwards: says what happened, and shows the account as it is now. */
export function useAct(): {
  readonly done: (text: string) => void;
  readonly failed: (error: unknown) => void;
} {
  const router = useRouter();
  const failureText = useFailureText();
  return {
    done: (text) => {
      showToast(text);
      router.refresh();
    },
    failed: (error) => {
      showToast(failureText(failureOf(error)), { tone: 'danger' });
      router.refresh();
    },
  };
}
