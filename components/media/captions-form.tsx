'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { captionsHref } from '@/components/captions/captions-href';
import { trpc } from '@/components/trpc/client';
import { failureOf } from '@/components/trpc/failure';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import type { LibraryItem } from '@/server/domains/library/contract';
import { type CaptionProblem, captionCharacters, captionLocales } from '@/server/domains/media/contract';
import { FileChooser } from './file-chooser';
import { useLanguageNames } from './language-names';

type CaptionLocale = (typeof captionLocales)[number];

/** What came of the last act. */
type Outcome =
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'refused'; readonly problems: readonly CaptionProblem[] };

function isCaptionLocale(value: string): value is CaptionLocale {
  return captionLocales.some((one) => one === value);
}

function useCaptionActs(assetId: string, say: (outcome: Outcome | null) => void) {
  const t = useTranslations('media');
  const failureText = useFailureText();
  const nameOf = useLanguageNames();
  const cache = trpc.useUtils();
  const onError = (error: unknown) => say({ kind: 'failed', text: failureText(failureOf(error)) });
  const onSettled = async () => await cache.library.list.invalidate();
  const set = trpc.media.setCaptions.useMutation({
    onSuccess: (result, { locale }) => {
      const language = nameOf(locale);
      const isKept = result.outcome === 'kept';
      if (isKept) say({ kind: 'said', text: t('captionsKept', { language, count: result.cues }) });
      else say({ kind: 'refused', problems: result.problems });
    },
    onError,
    onSettled,
  });
  const remove = trpc.media.removeCaptions.useMutation({
    onSuccess: (_, { locale }) =>
      say({ kind: 'said', text: t('captionsRemoved', { language: nameOf(locale) }) }),
    onError,
    onSettled,
  });
  const add = async (locale: CaptionLocale, file: File | undefined) => {
    if (file === undefined || set.isPending) return;
    say(null);
    const text = file.size > captionCharacters * 2 ? null : await file.text().catch(() => null);
    if (text === null || text.length > captionCharacters) {
      say({ kind: 'failed', text: t('captionsTooLong') });
      return;
    }
    set.mutate({ assetId, locale, file: text });
  };
  return { add, isAdding: set.isPending, remove };
}

/** The captions of a video or a recording, by language: what there is, and how to add more. */
export function CaptionsForm({ item: { id, captions } }: { readonly item: LibraryItem }) {
  const t = useTranslations('media');
  const page = useLocale();
  const nameOf = useLanguageNames();
  const [locale, setLocale] = useState<CaptionLocale>(isCaptionLocale(page) ? page : 'en');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { add, isAdding, remove } = useCaptionActs(id, setOutcome);
  return (
    <div className="space-y-5">
      <p className="text-ink-muted">{t('captionsLead')}</p>
      {captions.length === 0 ? (
        <p>{t('noCaptions')}</p>
      ) : (
        <ul className="divide-y divide-rule border-y border-rule">
          {captions.map((one) => (
            <li key={one.locale} className="flex items-center justify-between gap-4 py-2">
              <span>{nameOf(one.locale)}</span>
              <span className="flex gap-2">
                {isCaptionLocale(one.locale) ? (
                  <ButtonLink
                    size="sm"
                    href={captionsHref(id, one.locale)}
                    aria-label={t('editCaptionsOf', { language: nameOf(one.locale) })}
                  >
                    {t('editCaptions')}
                  </ButtonLink>
                ) : null}
                <Button
                  size="sm"
                  aria-label={t('removeCaptionsOf', { language: nameOf(one.locale) })}
                  isPending={remove.isPending}
                  onClick={() => remove.mutate({ assetId: id, locale: one.locale })}
                >
                  {t('removeCaptions')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-end gap-3">
        <Select
          name="locale"
          id={`captions-${id}`}
          label={t('language')}
          value={locale}
          onChange={({ currentTarget: { value } }) => {
            if (isCaptionLocale(value)) setLocale(value);
          }}
          options={captionLocales.map((value) => ({ value, label: nameOf(value) }))}
        />
        <FileChooser
          accept=".vtt,.srt,text/vtt"
          variant="primary"
          isPending={isAdding}
          onFiles={([file]) => void add(locale, file)}
        >
          {t('addCaptions')}
        </FileChooser>
        <ButtonLink href={captionsHref(id, locale)} icon={<Icon name="edit" />}>
          {t('writeCaptions')}
        </ButtonLink>
      </div>
      <CaptionsOutcome outcome={outcome} />
    </div>
  );
}

function CaptionsOutcome({ outcome }: { readonly outcome: Outcome | null }) {
  const t = useTranslations('media');
  return (
    <>
      <p role="status" className="font-semibold">
        {outcome?.kind === 'said' ? outcome.text : ''}
      </p>
      {outcome === null || outcome.kind === 'said' ? null : (
        <div role="alert" className="text-danger">
          <p className="flex items-start gap-2">
            <Icon name="error" className="mt-px" />
            {outcome.kind === 'failed' ? outcome.text : t('captionsRefused')}
          </p>
          {outcome.kind === 'refused' ? (
            <ul className="mt-2 list-disc ps-6">
              {outcome.problems.map(({ line, problem }) => (
                <li key={`${line} ${problem}`}>
                  {t('captionLine', { line, problem: t(`captionProblems.${problem}`) })}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </>
  );
}
