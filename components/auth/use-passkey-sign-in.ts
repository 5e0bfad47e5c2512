'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { endPasskeyQuestion, fillsInPasskeys, PasskeyEnded, provePasskey } from '@/components/auth/passkey';
import { enterBy, signInBy } from '@/components/auth/sign-in-by';
import { useFailureText } from '@/components/trpc/use-failure-text';

/** A question older than this is asked anew: its answer would come too late. A little less than the server waits. */
const renewMs = 4 * 60_000;

/** Asks for a passkey and proves by it who is in already; returns null, or what kept us from it. @throws PasskeyEnded */
export async function proveByPasskey(): Promise<string | null> {
  const { plainTrpc } = await import('@/components/trpc/plain-client');
  const { options } = await plainTrpc.auth.requestPasskey.mutate();
  return await signInBy('proof', await provePasskey(options, false));
}

/** Asks for a passkey and signs in by it; returns null when it leaves for `target`, or what kept us from it. */
async function enter(target: string, isQuiet: boolean): Promise<string | null> {
  const { plainTrpc } = await import('@/components/trpc/plain-client');
  const { options } = await plainTrpc.auth.requestPasskey.mutate();
  return await enterBy('passkey', await provePasskey(options, isQuiet), target);
}

/** Offers passkeys where the browser fills in the address, as long as the page is open. */
function useQuietOffer(target: string, onRefusal: (code: string) => void): void {
  const latest = useRef({ target, onRefusal });
  useEffect(() => {
    latest.current = { target, onRefusal };
  });
  useEffect(() => {
    let isOver = false;
    const offer = async (): Promise<void> => {
      if (isOver || !(await fillsInPasskeys())) return;
      try {
        const refusal = await enter(latest.current.target, true);
        if (refusal !== null) latest.current.onRefusal(refusal);
      } catch {
        // Nobody has asked for anything yet: the button is there, and says what is wrong when it is pressed.
      }
    };
    void offer();
    const timer = setInterval(() => void offer(), renewMs);
    return () => {
      isOver = true;
      clearInterval(timer);
      void endPasskeyQuestion();
    };
  }, []);
}

/**
 * Signing in by passkey, offered in the field for the address and by the function this returns.
 *
 * @param onRefusal gets what to tell the person.
 */
export function usePasskeySignIn(target: string, onRefusal: (message: string) => void): () => Promise<void> {
  const t = useTranslations('auth');
  const failureText = useFailureText();
  const tell = (code: string) => onRefusal(failureText({ code, details: { seconds: 60 } }));
  useQuietOffer(target, tell);
  return async () => {
    try {
      const refusal = await enter(target, false);
      if (refusal !== null) tell(refusal);
    } catch (error) {
      if (!(error instanceof PasskeyEnded)) throw error;
      onRefusal(t(error.reason === 'unsupported' ? 'passkeyUnsupported' : 'passkeyDismissed'));
    }
  };
}
