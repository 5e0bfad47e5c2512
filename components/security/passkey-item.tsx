'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { useAuthForm } from '@/components/auth/use-auth-form';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { Form } from '@/components/ui/form';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextField } from '@/components/ui/text-field';
import { showToast } from '@/components/ui/toast-queue';
import type { PasskeyList } from '@/server/domains/auth/contract/passkeys';

type Passkey = PasskeyList['items'][number];

/** One passkey: what it is called and when it was used, to be renamed or removed. */
export function PasskeyItem({ passkey }: { readonly passkey: Passkey }) {
  const t = useTranslations('security');
  const [isRenaming, setRenaming] = useState(false);
  const name = passkey.name === '' ? t('passkeyUnnamed') : passkey.name;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold wrap-anywhere">
          {name}
          {passkey.isBackedUp ? <Badge>{t('passkeyBackedUp')}</Badge> : null}
        </h3>
        <Uses passkey={passkey} />
      </div>
      <div className="flex flex-wrap gap-3">
        <Button
          size="sm"
          aria-expanded={isRenaming}
          aria-label={t('passkeyRenameOf', { name })}
          onClick={() => setRenaming(!isRenaming)}
        >
          {t('passkeyRename')}
        </Button>
        <Remove passkeyId={passkey.id} name={name} />
      </div>
      {isRenaming ? (
        <Rename passkeyId={passkey.id} name={passkey.name} onDone={() => setRenaming(false)} />
      ) : null}
    </li>
  );
}

function Uses({ passkey: { createdAt, lastUsedAt } }: { readonly passkey: Passkey }) {
  const t = useTranslations('security');
  const added = () => <RelativeTime value={createdAt.toISOString()} />;
  return (
    <p className="mt-1 text-sm text-ink-muted">
      {lastUsedAt === null
        ? t.rich('passkeyUnused', { added })
        : t.rich('passkeyUsed', { added, used: () => <RelativeTime value={lastUsedAt.toISOString()} /> })}
    </p>
  );
}

/** Properties of {@link Rename}. */
interface RenameProps {
  readonly passkeyId: string;
  readonly name: string;
  readonly onDone: () => void;
}

function Rename({ passkeyId, name, onDone }: RenameProps) {
  const t = useTranslations('security');
  const { errors, errorOf, isPending, send } = useAuthForm();
  const cache = trpc.useUtils();
  const { mutateAsync } = trpc.auth.renamePasskey.useMutation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const passkeyName = textOf(new FormData(event.currentTarget), 'passkeyName');
    send(async () => {
      await mutateAsync({ passkeyId, passkeyName });
      await cache.auth.passkeys.invalidate();
      showToast(t('passkeyRenamed'));
      onDone();
    });
  };
  const error = errorOf('passkeyName');
  return (
    <Form errors={errors} onSubmit={submit} className="w-full max-w-108 space-y-4" method="post">
      <TextField
        name="passkeyName"
        label={t('passkeyName')}
        hint={t('passkeyNameHint')}
        defaultValue={name}
        maxLength={60}
        autoComplete="off"
        {...(error === undefined ? {} : { error })}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" isPending={isPending}>
          {t('passkeySave')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  );
}

function Remove({ passkeyId, name }: { readonly passkeyId: string; readonly name: string }) {
  const t = useTranslations('security');
  const failureText = useFailureText();
  const [isAsking, setAsking] = useState(false);
  const cache = trpc.useUtils();
  const remove = trpc.auth.removePasskey.useMutation({
    onSuccess: () => showToast(t('passkeyRemoved')),
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
    onSettled: async () => {
      setAsking(false);
      await cache.auth.passkeys.invalidate();
    },
  });
  return (
    <>
      <Button size="sm" aria-label={t('passkeyRemoveOf', { name })} onClick={() => setAsking(true)}>
        {t('passkeyRemove')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ passkeyId })}
        title={t('passkeyRemoveTitle', { name })}
        confirmLabel={t('passkeyRemove')}
        isPending={remove.isPending}
      >
        <p>{t('passkeyRemoveBody')}</p>
      </AlertDialog>
    </>
  );
}
