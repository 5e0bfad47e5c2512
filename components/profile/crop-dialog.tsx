'use client';

import { useTranslations } from 'next-intl';
import { type SyntheticEvent, useEffect, useId, useState } from 'react';
import { centerCrop, makeAspectCrop, type PercentCrop, ReactCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import { sendPicture } from '@/components/profile/send-picture';
import { trpc } from '@/components/trpc/client';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { showToast } from '@/components/ui/toast-queue';
import { useRouter } from '@/i18n/navigation';
import type { UploadRefusal } from '@/server/domains/profiles/contract';

/** Properties of {@link CropDialog}. */
export interface CropDialogProps {
  readonly file: File;
  readonly onClose: () => void;
}

/** The size of a picture as it is seen, in its own pixels. */
type Seen = { readonly width: number; readonly height: number };

/** A square that is this part of the shorter side, in the middle or around the middle of the one before. */
function squareOf(share: number, { width, height }: Seen, before?: PercentCrop): PercentCrop {
  const side = (share / 100) * Math.min(width, height);
  const size = { unit: '%', width: (side / width) * 100, height: (side / height) * 100 } as const;
  if (before === undefined) return centerCrop(makeAspectCrop(size, 1, width, height), width, height);
  const within = (middle: number, length: number) => Math.min(Math.max(0, middle - length / 2), 100 - length);
  const x = within(before.x + before.width / 2, size.width);
  const y = within(before.y + before.height / 2, size.height);
  return { ...size, x, y };
}

const shareOf = (crop: PercentCrop, { width, height }: Seen): number =>
  Math.round(((crop.width / 100) * width * 100) / Math.min(width, height));

/** An address of a file of this device, as long as it is shown. */
function useFileAddress(file: File): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}

function useSending(file: File, onDone: () => void) {
  const t = useTranslations('profile');
  const router = useRouter();
  const cache = trpc.useUtils();
  const [failure, setFailure] = useState<UploadRefusal | null>(null);
  const [isPending, setPending] = useState(false);
  const send = async (crop: PercentCrop) => {
    if (isPending) return;
    setPending(true);
    setFailure(null);
    const { x, y, width, height } = crop;
    const refusal = await sendPicture(file, { x, y, width, height });
    setPending(false);
    if (refusal !== null) return setFailure(refusal);
    await cache.profiles.mine.invalidate();
    showToast(t('pictureSaved'));
    // The header shows it as well.
    router.refresh();
    onDone();
  };
  return { failure, isPending, send };
}

/** Lets a person choose the square of a picture to keep, by pointer, by touch or by keys, and sends it. */
export function CropDialog({ file, onClose }: CropDialogProps) {
  const t = useTranslations('profile');
  const failureText = useFailureText();
  const address = useFileAddress(file);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [crop, setCrop] = useState<PercentCrop>();
  const { failure, isPending, send } = useSending(file, onClose);
  const loaded = ({ currentTarget }: SyntheticEvent<HTMLImageElement>) => {
    const size = { width: currentTarget.naturalWidth, height: currentTarget.naturalHeight };
    setSeen(size);
    setCrop(squareOf(100, size));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('cropTitle')}
      footer={
        <>
          <Button
            variant="primary"
            isPending={isPending}
            disabled={crop === undefined}
            onClick={() => crop !== undefined && void send(crop)}
          >
            {t('cropSave')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="mb-3 text-sm text-ink-muted">{t('cropHint')}</p>
      <div dir="ltr" className="flex justify-center bg-sunken">
        {address === null ? null : (
          <ReactCrop
            {...(crop === undefined ? {} : { crop })}
            onChange={(_, percent) => setCrop(percent)}
            aspect={1}
            circularCrop
            keepSelection
            minWidth={24}
            ariaLabels={{
              cropArea: t('cropArea'),
              nwDragHandle: t('cropCorner'),
              nDragHandle: t('cropCorner'),
              neDragHandle: t('cropCorner'),
              eDragHandle: t('cropCorner'),
              seDragHandle: t('cropCorner'),
              sDragHandle: t('cropCorner'),
              swDragHandle: t('cropCorner'),
              wDragHandle: t('cropCorner'),
            }}
          >
            {/* biome-ignore lint/performance/noImgElement: a file of this device */}
            <img src={address} alt={t('cropPreview')} onLoad={loaded} className="max-h-[50dvh] w-auto" />
          </ReactCrop>
        )}
      </div>
      {crop === undefined || seen === null ? null : (
        <SizeSlider value={shareOf(crop, seen)} onChange={(share) => setCrop(squareOf(share, seen, crop))} />
      )}
      <div aria-live="polite">
        {failure === null ? null : <FieldError>{failureText(failure)}</FieldError>}
      </div>
    </Dialog>
  );
}

/** Properties of {@link SizeSlider}. */
interface SizeSliderProps {
  readonly value: number;
  readonly onChange: (share: number) => void;
}

function SizeSlider({ value, onChange }: SizeSliderProps) {
  const t = useTranslations('profile');
  const id = useId();
  return (
    <div className="mt-3 flex items-center gap-4">
      <label htmlFor={id}>{t('cropSize')}</label>
      <input
        id={id}
        type="range"
        min={10}
        max={100}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="h-11 grow accent-accent"
      />
    </div>
  );
}
