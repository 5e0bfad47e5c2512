'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { trpc } from '@/components/trpc/client';
import { Button, IconButton } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import { Select } from '@/components/ui/select';
import { Spinner } from '@/components/ui/spinner';
import { TextField } from '@/components/ui/text-field';
import type { TranscriptLine } from '@/server/domains/media/contract';
import { useLanguageNames } from './language-names';
import { TranscriptRow } from './transcript-row';
import { isFound } from './transcript-search';
import { useMediaTime } from './use-media-time';

/** What is said in a recording, in one language. */
export type ReadTranscript = { readonly locale: string; readonly lines: readonly TranscriptLine[] };

/** Properties of {@link Transcript}. */
export interface TranscriptProps {
  readonly element: RefObject<HTMLMediaElement | null>;
  readonly tracks: readonly { readonly locale: string; readonly url: string }[];
  /** Read with the page, so that it is there without scripts; null to have it loaded. */
  readonly initial: ReadTranscript | null;
}

function useLines(tracks: TranscriptProps['tracks'], initial: ReadTranscript | null) {
  const page = useLocale();
  const first = tracks.find(({ locale }) => locale === page) ?? tracks[0];
  const [locale, setLocale] = useState(initial?.locale ?? first?.locale ?? page);
  const isGiven = initial !== null && initial.locale === locale;
  const url = tracks.find((one) => one.locale === locale)?.url ?? '';
  const { data, isError, refetch } = trpc.media.transcript.useQuery(
    { url },
    // The same words for as long as the address works.
    { enabled: !isGiven && url !== '', staleTime: Number.POSITIVE_INFINITY },
  );
  return { locale, setLocale, lines: isGiven ? initial.lines : data?.lines, isError, refetch };
}

/**
 * What is said in a recording, below it: follows the playback, a line leads to its moment, and words can be looked for.
 * It is one stop of the Tab key; arrow keys move within.
 */
export function Transcript({ element, tracks, initial }: TranscriptProps) {
  const t = useTranslations('player');
  const nameOf = useLanguageNames();
  const { locale, setLocale, lines, isError, refetch } = useLines(tracks, initial);
  if (tracks.length === 0) return null;
  return (
    <div className="mt-6">
      <Disclosure summary={t('transcript')} isOpen>
        {tracks.length < 2 ? null : (
          <Select
            name="transcript-language"
            label={t('transcriptLanguage')}
            value={locale}
            onChange={({ currentTarget }) => setLocale(currentTarget.value)}
            options={tracks.map((one) => ({ value: one.locale, label: nameOf(one.locale) }))}
            className="mb-3 max-w-72 noscript:hidden"
          />
        )}
        {isError ? (
          <p role="alert" className="flex flex-wrap items-center gap-3 text-danger">
            <Icon name="error" />
            {t('transcriptFailed')}
            <Button size="sm" onClick={() => void refetch()}>
              {t('tryAgain')}
            </Button>
          </p>
        ) : null}
        {lines === undefined && !isError ? (
          <p className="flex items-center gap-2">
            <Spinner />
            {t('transcriptLoading')}
          </p>
        ) : null}
        {lines === undefined ? null : <Lines key={locale} {...{ element, lines, locale }} />}
      </Disclosure>
    </div>
  );
}

function useFind(lines: readonly TranscriptLine[], onShow: (index: number) => void) {
  const [wanted, setWanted] = useState('');
  const [shown, setShown] = useState(-1);
  const hits = lines.flatMap(({ text }, index) => (isFound(text, wanted) ? [index] : []));
  const go = (by: 1 | -1) => {
    if (hits.length === 0) return;
    const at = hits.indexOf(shown);
    const to = hits[at === -1 ? 0 : (at + by + hits.length) % hits.length] ?? 0;
    setShown(to);
    onShow(to);
  };
  const look = (text: string) => {
    setWanted(text);
    const first = lines.findIndex((line) => isFound(line.text, text));
    setShown(first);
    if (first !== -1) onShow(first);
  };
  return { wanted, look, hits, shown, go };
}

/** Scrolls the box of the lines, never the page: that is where the reader is. */
function showWithin(box: HTMLElement | null, index: number): void {
  const row = box?.querySelector<HTMLElement>(`[data-line="${index}"]`);
  if (box === null || row === null || row === undefined) return;
  const { top: boxTop, height } = box.getBoundingClientRect();
  const { top, height: rowHeight } = row.getBoundingClientRect();
  const isShown = top >= boxTop && top + rowHeight <= boxTop + height;
  if (!isShown) box.scrollTop += top - boxTop - height / 3;
}

function Lines({
  element,
  lines,
  locale,
}: {
  readonly element: TranscriptProps['element'];
  readonly lines: readonly TranscriptLine[];
  readonly locale: string;
}) {
  const t = useTranslations('player');
  const box = useRef<HTMLDivElement>(null);
  const { at, seek } = useMediaTime(element, Number.POSITIVE_INFINITY);
  const [isFollowing, setFollowing] = useState(true);
  const [focused, setFocused] = useState<number | null>(null);
  const find = useFind(lines, (index) => showWithin(box.current, index));
  // Half a frame early, because an element goes to the frame before the moment.
  const current = lines.findLastIndex(({ startMs }) => startMs <= at * 1_000 + 20);
  const isReading = focused !== null || find.wanted !== '';
  useEffect(() => {
    if (isFollowing && !isReading && current > 0) showWithin(box.current, current);
  }, [isFollowing, isReading, current]);
  const play = useRef<(index: number) => void>(() => undefined);
  play.current = (index) => {
    seek((lines[index]?.startMs ?? 0) / 1_000);
    void element.current?.play().catch(() => undefined);
  };
  const [onPlay] = useState(() => (index: number) => play.current(index));
  const stop = focused ?? Math.max(0, current);
  const move = (event: KeyboardEvent) => {
    const last = lines.length - 1;
    const places: Readonly<Record<string, number>> = {
      ...{
        ArrowDown: stop + 1,
        ArrowUp: stop - 1,
        Home: 0,
        End: last,
        PageDown: stop + 10,
        PageUp: stop - 10,
      },
    };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    box.current?.querySelector<HTMLElement>(`[data-line="${Math.min(last, Math.max(0, to))}"]`)?.focus();
  };
  return (
    <>
      <search className="mb-2 flex flex-wrap items-end gap-2 noscript:hidden">
        <TextField
          type="search"
          name="transcript-search"
          label={t('transcriptSearch')}
          isOptional
          value={find.wanted}
          onChange={({ currentTarget }) => find.look(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') find.go(event.shiftKey ? -1 : 1);
          }}
          className="min-w-48 grow"
        />
        <IconButton
          icon={<Icon name="chevron-up" />}
          label={t('transcriptPrevious')}
          onClick={() => find.go(-1)}
        />
        <IconButton
          icon={<Icon name="chevron-down" />}
          label={t('transcriptNext')}
          onClick={() => find.go(1)}
        />
        <p role="status" className="w-full text-sm text-ink-muted">
          {find.wanted.trim() === '' ? '' : t('transcriptFound', { count: find.hits.length })}
        </p>
      </search>
      <label className="mb-2 flex w-fit items-center gap-2 text-sm noscript:hidden coarse:min-h-11">
        <input
          type="checkbox"
          checked={isFollowing}
          onChange={({ currentTarget }) => setFollowing(currentTarget.checked)}
          className="size-4 accent-accent"
        />
        {t('transcriptFollow')}
      </label>
      <div
        ref={box}
        className="relative max-h-96 overflow-y-auto rounded-md border border-rule noscript:max-h-none"
      >
        <ol
          lang={locale}
          aria-label={t('transcriptLines')}
          onKeyDown={move}
          onBlur={({ currentTarget, relatedTarget }) => {
            if (!currentTarget.contains(relatedTarget)) setFocused(null);
          }}
        >
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines stay where they are
            <li key={index}>
              <TranscriptRow
                {...{ line, index, onPlay }}
                onFocus={setFocused}
                isCurrent={index === current}
                isShown={index === find.shown}
                isStop={index === stop}
                wanted={find.wanted}
              />
            </li>
          ))}
        </ol>
      </div>
    </>
  );
}
