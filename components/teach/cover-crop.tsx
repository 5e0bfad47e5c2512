'use client';

import { useTranslations } from 'next-intl';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { centerCrop, makeAspectCrop, type PercentCrop, ReactCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import { sendCover } from '@/components/profile/send-picture';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FieldError } from '@/components/ui/field';
import { coverShape } from '@/server/domains/courses/contract';
import type { UploadRefusal } from '@/server/domains/profiles/contract';
import { AltFields } from './cover-alt';

/** Properties of {@link CoverCrop}. */
export interface CoverCropProps {
  readonly courseSlug: string;
  readonly file: File;
  /** What the present cover shows, to begin with. */
  readonly alt: string;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

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

/** The eight handles of the frame: whoever hears one of them hears that it is one. */
const handlesCalled = (name: string) => ({
  ...{ nwDragHandle: name, nDragHandle: name, neDragHandle: name, eDragHandle: name },
  ...{ seDragHandle: name, sDragHandle: name, swDragHandle: name, wDragHandle: name },
});

function useSending({ courseSlug, file, onSent }: CoverCropProps) {
  const [failure, setFailure] = useState<UploadRefusal | null>(null);
  const [isPending, setPending] = useState(false);
  const send = async ({ x, y, width, height }: PercentCrop, alt: string) => {
    if (isPending) return;
    setPending(true);
    setFailure(null);
    const refusal = await sendCover(file, { courseSlug, x, y, width, height, alt });
    setPending(false);
    if (refusal === null) onSent();
    else setFailure(refusal);
  };
  return { failure, isPending, send };
}

/** Lets staff choose the part of a picture that is to be the cover, by pointer, by touch or by keys, says what it shows, and sends it. */
export function CoverCrop(props: CoverCropProps) {
  const t = useTranslations('studio.cover');
  const failureText = useFailureText();
  const address = useFileAddress(props.file);
  const [crop, setCrop] = useState<PercentCrop>();
  const [alt, setAlt] = useState(props.alt);
  const [isDecorative, setDecorative] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const { failure, isPending, send } = useSending(props);
  const isUnsaid = alt.trim() === '' && !isDecorative;
  const loaded = ({
    currentTarget: { naturalWidth: width, naturalHeight: height },
  }: SyntheticEvent<HTMLImageElement>) =>
    setCrop(centerCrop(makeAspectCrop({ unit: '%', width: 100 }, coverShape, width, height), width, height));
  const use = () => {
    setAsked(true);
    if (crop !== undefined && !isUnsaid) void send(crop, isDecorative ? '' : alt.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('cropTitle')}
      footer={
        <>
          <Button variant="primary" isPending={isPending} disabled={crop === undefined} onClick={use}>
            {t('use')}
          </Button>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="mb-3 text-sm text-ink-muted">{t('cropHint')}</p>
      <div dir="ltr" className="flex justify-center bg-sunken">
        {address === null ? null : (
          <ReactCrop
            {...(crop === undefined ? {} : { crop })}
            onChange={(_, percent) => setCrop(percent)}
            aspect={coverShape}
            keepSelection
            minWidth={32}
            ariaLabels={{
              cropArea: t('cropArea'),
              ...handlesCalled(t('cropCorner')),
            }}
          >
            {/* biome-ignore lint/performance/noImgElement: a file of this device */}
            <img src={address} alt={t('cropPreview')} onLoad={loaded} className="max-h-[40dvh] w-auto" />
          </ReactCrop>
        )}
      </div>
      <AltFields
        {...{ alt, isDecorative }}
        error={isAsked && isUnsaid ? t('altMissing') : undefined}
        onAlt={setAlt}
        onDecorative={setDecorative}
      />
      <div aria-live="polite">
        {failure === null ? null : <FieldError>{failureText(failure)}</FieldError>}
      </div>
    </Dialog>
  );
}
