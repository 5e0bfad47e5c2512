'use client';

import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { mayBeSignedIn, onOtherTab, rememberSignedIn } from '@/components/account/session-hint';
import { useSignOut } from '@/components/account/sign-out';
import { AccountMenu, type Viewer } from '@/components/shell/account-menu';

async function askWhoIsHere(): Promise<Viewer | null> {
  const { plainTrpc } = await import('@/components/trpc/plain-client');
  const viewer = await plainTrpc.auth.viewer.query();
  rememberSignedIn(viewer !== null);
  return viewer;
}

/**
 * The account menu of a public page, which is the same file for everybody: it offers to sign in until the browser
 * remembers a session, and then asks who it is.
 */
export function AccountSlot() {
  const { hasFailed, signOut } = useSignOut();
  const [viewer, setViewer] = useState<Viewer | null | 'loading'>(null);
  useEffect(() => {
    let isHere = true;
    const look = () => {
      if (!mayBeSignedIn()) return setViewer(null);
      setViewer('loading');
      askWhoIsHere().then(
        (found) => isHere && setViewer(found),
        () => isHere && setViewer(null),
      );
    };
    look();
    const stop = onOtherTab(look);
    return () => {
      isHere = false;
      stop();
    };
  }, []);
  return (
    <>
      <AccountMenu viewer={viewer} onSignOut={signOut} hasSignOutFailed={hasFailed} />
      {viewer === null || viewer === 'loading' ? null : <Acting viewer={viewer} />}
    </>
  );
}

/** The account menu of a signed-in page, where the server has said who is here. */
export function KnownAccount({ viewer }: { readonly viewer: Viewer }) {
  const { hasFailed, signOut } = useSignOut();
  useEffect(() => rememberSignedIn(true), []);
  return (
    <>
      <AccountMenu viewer={viewer} onSignOut={signOut} hasSignOutFailed={hasFailed} />
      <Acting viewer={viewer} />
    </>
  );
}

const ImpersonationBar = lazy(async () => ({
  default: (await import('@/components/account/impersonation-bar')).ImpersonationBar,
}));

/** Few ever act as somebody else, so that nobody else loads the bar. */
function Acting({ viewer }: { readonly viewer: Viewer }) {
  const isHere = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const { impersonation, name, timeZone } = viewer;
  if (!isHere || impersonation == null) return null;
  return (
    <Suspense>
      <ImpersonationBar name={name} timeZone={timeZone} {...impersonation} />
    </Suspense>
  );
}
