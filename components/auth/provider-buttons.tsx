'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { beginAt } from '@/components/auth/sign-in-by';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import type { IdentityProviderList } from '@/server/domains/auth/contract/identities';

/** Where else people can sign in, by id. */
export type Providers = IdentityProviderList['items'];

/** Asks once where else people can sign in; nothing until it is known, and where it cannot be. */
function useProviders(): Providers {
  const [providers, setProviders] = useState<Providers>([]);
  useEffect(() => {
    let isHere = true;
    const ask = async () => {
      const { plainTrpc } = await import('@/components/trpc/plain-client');
      const { items } = await plainTrpc.auth.identityProviders.query();
      if (isHere) setProviders(items);
    };
    // Without an answer the other ways in are still there.
    ask().catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, []);
  return providers;
}

/** Properties of {@link ProviderButtons}. */
export interface ProviderButtonsProps {
  readonly providers: Providers;
  /** What each button says. */
  readonly labelOf: (name: string) => string;
  /** Where to come back to: a path of this site. */
  readonly target: string;
}

/** A button for each account elsewhere that people can sign in by. */
export function ProviderButtons({ providers, labelOf, target }: ProviderButtonsProps) {
  const failureText = useFailureText();
  const [leavingFor, setLeavingFor] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    // Who comes back by the browser's button finds the page as they left it.
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (persisted) setLeavingFor(null);
    };
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);
  const leave = async (id: string) => {
    // One at a time: what the browser keeps for the way back belongs to the last one.
    if (leavingFor !== null) return;
    setProblem(null);
    setLeavingFor(id);
    const code = await beginAt(id, target);
    if (code === null) return;
    setLeavingFor(null);
    setProblem(failureText({ code, details: { seconds: 60 } }));
  };
  return (
    <div>
      <ul className="flex flex-wrap gap-3">
        {providers.map(({ id, name }) => (
          <li key={id}>
            <Button isPending={leavingFor === id} onClick={() => void leave(id)}>
              {labelOf(name)}
            </Button>
          </li>
        ))}
      </ul>
      {problem === null ? null : (
        <p role="alert" className="mt-3 flex gap-2 text-danger">
          <Icon name="error" className="mt-1" />
          {problem}
        </p>
      )}
    </div>
  );
}

/** The other accounts people can come in by, below a form that asks for a password; nothing where there are none. */
export function OtherAccounts({ target }: { readonly target: string }) {
  const t = useTranslations('auth');
  const providers = useProviders();
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="other-accounts" className="mt-8">
      <h2 id="other-accounts" className="mb-3 font-semibold">
        {t('otherAccounts')}
      </h2>
      <ProviderButtons
        providers={providers}
        target={target}
        labelOf={(name) => t('continueWith', { name })}
      />
    </section>
  );
}
