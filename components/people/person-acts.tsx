'use client';

import { useTranslations } from 'next-intl';
import { trpc } from '@/components/trpc/client';
import { Button } from '@/components/ui/button';
import { KeptFocus } from '@/components/ui/kept-focus';
import type { PersonDetails } from '@/server/domains/people/contract';
import { ActAsButton } from './act-as-button';
import { EraseButton } from './erase-button';
import { RoleForm } from './role-form';
import { SuspendButton } from './suspend-button';
import { useAct } from './use-act';

type About = { readonly userId: string; readonly name: string };

function RestoreButton({ userId, name }: About) {
  const t = useTranslations('people');
  const act = useAct();
  const restore = trpc.people.restore.useMutation({
    onSuccess: () => act.done(t('restoreDone', { name })),
    onError: act.failed,
  });
  return (
    <Button variant="primary" isPending={restore.isPending} onClick={() => restore.mutate({ userId })}>
      {t('restore')}
    </Button>
  );
}

function MailButton({ userId }: About) {
  const t = useTranslations('people');
  const act = useAct();
  const mail = trpc.people.resendMail.useMutation({
    onSuccess: ({ kind }) => act.done(t(`mailDone.${kind}`)),
    onError: act.failed,
  });
  return (
    <Button isPending={mail.isPending} onClick={() => mail.mutate({ userId })}>
      {t('mail')}
    </Button>
  );
}

/** What the reader may do with an account, and nothing else. */
export function PersonActs({ person }: { readonly person: PersonDetails }) {
  const t = useTranslations('people');
  const { acts, id: userId, name, role, email } = person;
  const hasButtons = acts.actAs || acts.mail || acts.suspend || acts.restore || acts.erase;
  if (!hasButtons && !acts.changeRole) return null;
  const about = { userId, name };
  return (
    <KeptFocus aria-label={t('acts')} className="mb-8 space-y-5">
      {hasButtons ? (
        <div className="flex flex-wrap gap-3">
          {acts.actAs ? <ActAsButton {...about} /> : null}
          {acts.mail ? <MailButton {...about} /> : null}
          {acts.restore ? <RestoreButton {...about} /> : null}
          {acts.suspend ? <SuspendButton {...about} /> : null}
          {acts.erase ? <EraseButton {...about} email={email} /> : null}
        </div>
      ) : null}
      {acts.changeRole ? <RoleForm {...about} role={role} /> : null}
    </KeptFocus>
  );
}
