'use client';

import { useTranslations } from 'next-intl';
import { type ChangeEvent, lazy, Suspense, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { KeptFocus } from '@/components/ui/kept-focus';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import { mostPictureBytes, type OwnProfile, pictureTypes } from '@/server/domains/profiles/contract';

const CropDialog = lazy(async () => ({
  default: (await import('@/components/profile/crop-dialog')).CropDialog,
}));

/** Tells whether this browser can show a file; the server looks again, at its bytes. */
async function isReadable(file: File): Promise<boolean> {
  try {
    (await createImageBitmap(file)).close();
    return true;
  } catch {
    return false;
  }
}

/** A person's picture: chosen, cut and sent, or taken away; initials stand in its place. */
export function PictureField({ initial }: { readonly initial: OwnProfile }) {
  const t = useTranslations('profile');
  const { data: profile } = trpc.profiles.mine.useQuery(undefined, { initialData: initial });
  const failureText = useFailureText();
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<string | null>(null);
  const choose = useRef<HTMLInputElement>(null);
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0];
    // The same file can be chosen again.
    event.target.value = '';
    if (picked === undefined) return;
    const isTooHeavy = picked.size > mostPictureBytes;
    const isPicture = isTooHeavy || (await isReadable(picked));
    const fault = failureText({ code: 'profiles/picture_unreadable', details: {} });
    setError(isTooHeavy ? t('pictureTooHeavy') : isPicture ? null : fault);
    setFile(isTooHeavy || !isPicture ? null : picked);
  };
  return (
    <KeptFocus aria-labelledby="picture" className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <Avatar name={initial.name} picture={profile.picture} size="xl" />
      <div className="min-w-0 flex-1">
        <h2 id="picture" className="font-semibold">
          {t('picture')}
        </h2>
        <p className="mt-1 mb-3 text-sm text-ink-muted">{t('pictureHint')}</p>
        <input
          ref={choose}
          type="file"
          accept={pictureTypes.join(',')}
          onChange={(event) => void chosen(event)}
          aria-label={t('picture')}
          className="hidden"
        />
        <div className="flex flex-wrap gap-3">
          <Button icon={<Icon name="upload" />} onClick={() => choose.current?.click()}>
            {t(profile.picture === null ? 'choosePicture' : 'changePicture')}
          </Button>
          {profile.picture === null ? null : <RemovePicture />}
        </div>
        <div aria-live="polite">{error === null ? null : <FieldError>{error}</FieldError>}</div>
      </div>
      {file === null ? null : (
        <Suspense>
          <CropDialog file={file} onClose={() => setFile(null)} />
        </Suspense>
      )}
    </KeptFocus>
  );
}

function RemovePicture() {
  const t = useTranslations('profile');
  const router = useRouter();
  const failureText = useFailureText();
  const cache = trpc.useUtils();
  const remove = trpc.profiles.removePicture.useMutation({
    onSuccess: (profile) => {
      cache.profiles.mine.setData(undefined, profile);
      showToast(t('pictureRemoved'));
      router.refresh();
    },
    onError: (error) => showToast(failureText(failureOf(error)), { tone: 'danger' }),
  });
  return (
    <Button variant="quiet" isPending={remove.isPending} onClick={() => remove.mutate()}>
      {t('removePicture')}
    </Button>
  );
}
