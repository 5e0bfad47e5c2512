'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useLanguageNames } from '@/components/media/language-names';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import type { LibraryItem } from '@/server/domains/library/contract';
import { captionLocales } from '@/server/domains/media/contract';
import type { Cue } from '@/server/domains/media/contract/cues';
import type { CaptionsPlace } from './use-captions';

/** Begins a translation with the captions of another language: their times stay, their words are written over. */
export function StartFrom({
  place,
  item,
  onCues,
}: {
  readonly place: CaptionsPlace;
  readonly item: LibraryItem;
  readonly onCues: (cues: readonly Cue[]) => void;
}) {
  const t = useTranslations('captions');
  const nameOf = useLanguageNames();
  const failureText = useFailureText();
  const { client } = trpc.useUtils();
  const [asked, setAsked] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const others = captionLocales.filter(
    (locale) => locale !== place.locale && item.captions.some((one) => one.locale === locale),
  );
  const copy = async (locale: (typeof captionLocales)[number]) => {
    setAsked(locale);
    setFailure(null);
    try {
      onCues((await client.media.captions.query({ assetId: item.id, locale })).cues);
    } catch (error) {
      setFailure(failureText(failureOf(error)));
    }
    setAsked(null);
  };
  return (
    <>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        {others.map((locale) => (
          <Button key={locale} size="sm" isPending={asked === locale} onClick={() => void copy(locale)}>
            {t('startFrom', { language: nameOf(locale) })}
          </Button>
        ))}
      </div>
      {failure === null ? null : (
        <p role="alert" className="mt-2 text-danger">
          {failure}
        </p>
      )}
    </>
  );
}
