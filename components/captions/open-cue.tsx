'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { TextArea, TextField } from '@/components/ui/text-field';
import { cueLimits } from '@/server/domains/media/contract/cues';
import { type adviceOn, readingSpeed } from './cue-advice';
import type { DeskAct, DeskCue } from './cue-list';
import { readTime, writeTime } from './typed-time';

/** Properties of {@link OpenCue}. */
export interface OpenCueProps {
  readonly cue: DeskCue;
  readonly number: number;
  readonly isLast: boolean;
  readonly advice: ReturnType<typeof adviceOn>;
  readonly words: RefObject<HTMLTextAreaElement | null>;
  readonly act: (one: DeskAct) => void;
  readonly onPlay: () => void;
  readonly onHere: (edge: 'startMs' | 'endMs') => void;
  readonly onSplit: () => void;
}

/** The cue that is worked on: its times, its words and everything that can be done with it. */
export function OpenCue({ cue, number, isLast, advice, words, act, onPlay, onHere, onSplit }: OpenCueProps) {
  const t = useTranslations('captions');
  const { id, text } = cue;
  const { problem, hints } = advice;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as part of a list everywhere
    <div
      role="group"
      aria-label={t('cue', { number })}
      className="space-y-3 border-s-3 border-accent bg-raised px-3 py-3"
    >
      <div className="flex flex-wrap items-end gap-3">
        <p className="self-center text-sm font-semibold tabular-nums">{t('cue', { number })}</p>
        {(['startMs', 'endMs'] as const).map((edge) => (
          <div key={edge} className="flex items-end gap-1">
            <TimeField
              name={`${edge}-${id}`}
              label={t(edge)}
              ms={cue[edge]}
              onTime={(ms) => act({ act: 'set', id, values: { [edge]: ms } })}
            />
            <Button
              size="sm"
              aria-keyshortcuts={edge === 'startMs' ? 'Alt+I' : 'Alt+O'}
              aria-label={t(edge === 'startMs' ? 'startHere' : 'endHere')}
              onClick={() => onHere(edge)}
            >
              {t('here')}
            </Button>
          </div>
        ))}
      </div>
      <TextArea
        ref={words}
        name={`words-${id}`}
        label={t('words')}
        rows={2}
        value={text}
        maxLength={cueLimits.characters}
        error={problem === null ? undefined : t(`problems.${problem}`)}
        onChange={({ currentTarget }) => act({ act: 'set', id, values: { text: currentTarget.value } })}
        className="min-h-16"
      />
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
        <span className="tabular-nums">{t('speed', { count: readingSpeed(cue) })}</span>
        {hints.map((hint) => (
          <span key={hint} className="flex items-center gap-1.5 text-ink">
            <Icon name="warning" className="text-warning" />
            {t(`hints.${hint}`)}
          </span>
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={<Icon name="play" />} aria-keyshortcuts="Alt+P" onClick={onPlay}>
          {t('playCue')}
        </Button>
        <Button size="sm" aria-keyshortcuts="Alt+X" onClick={onSplit}>
          {t('split')}
        </Button>
        {isLast ? null : (
          <Button size="sm" aria-keyshortcuts="Alt+M" onClick={() => act({ act: 'merge', id })}>
            {t('merge')}
          </Button>
        )}
        <Button size="sm" icon={<Icon name="trash" />} onClick={() => act({ act: 'remove', id })}>
          {t('remove')}
        </Button>
      </div>
    </div>
  );
}

/** A moment that is typed; what is none is said, and changes nothing. */
function TimeField({
  name,
  label,
  ms,
  onTime,
}: {
  readonly name: string;
  readonly label: string;
  readonly ms: number;
  readonly onTime: (ms: number) => void;
}) {
  const t = useTranslations('captions');
  const [typed, setTyped] = useState<string | null>(null);
  const shown = useRef(ms);
  useEffect(() => {
    // Set from elsewhere meanwhile: by a key, by undo.
    if (shown.current !== ms) setTyped(null);
    shown.current = ms;
  }, [ms]);
  const read = typed === null ? ms : readTime(typed);
  const take = () => {
    if (read === null) return;
    setTyped(null);
    if (read !== ms) onTime(read);
  };
  return (
    <TextField
      name={name}
      label={label}
      value={typed ?? writeTime(ms)}
      error={read === null ? t('timeHint') : undefined}
      autoComplete="off"
      inputMode="text"
      dir="ltr"
      className="w-28 tabular-nums"
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
