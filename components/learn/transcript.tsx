'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { Disclosure } from '@/components/ui/disclosure';
import { clock } from './use-resume';

type Line = { readonly id: string; readonly startMs: number; readonly text: string };

function linesOf(track: TextTrack): Line[] {
  return [...(track.cues ?? [])].flatMap((cue, place) =>
    // What a cue says is text with tags for how it looks.
    cue instanceof VTTCue
      ? [{ id: `${place}`, startMs: cue.startTime * 1_000, text: cue.getCueAsHTML().textContent ?? '' }]
      : [],
  );
}

/** The lines of the track in the reader's language, else of the first one, once the browser has read it. */
function useLines(media: RefObject<HTMLMediaElement | null>): readonly Line[] {
  const locale = useLocale();
  const [lines, setLines] = useState<readonly Line[]>([]);
  useEffect(() => {
    const elements = [...(media.current?.querySelectorAll('track') ?? [])];
    const element = elements.find(({ srclang }) => srclang === locale) ?? elements[0];
    if (element === undefined) return;
    const read = () => setLines(linesOf(element.track));
    element.addEventListener('load', read);
    // Hidden is read all the same; an element for sound shows nothing anyway.
    element.track.mode = 'hidden';
    read();
    return () => element.removeEventListener('load', read);
  }, [media, locale]);
  return lines;
}

/** What is said in a recording, line by line; each leads to its place. */
export function Transcript({ media }: { readonly media: RefObject<HTMLMediaElement | null> }) {
  const t = useTranslations('learn');
  const lines = useLines(media);
  if (lines.length === 0) return null;
  const playFrom = (startMs: number) => {
    const element = media.current;
    if (element === null) return;
    element.currentTime = startMs / 1_000;
    void element.play().catch(() => undefined);
  };
  return (
    <div className="mt-6">
      <Disclosure summary={t('transcript')} isOpen>
        <ol className="space-y-1">
          {lines.map(({ id, startMs, text }) => (
            <li key={id} className="grid grid-cols-[auto_1fr] gap-x-3">
              <button
                type="button"
                onClick={() => playFrom(startMs)}
                className="min-h-8 rounded-sm text-sm text-accent tabular-nums underline coarse:min-h-11"
              >
                <span className="sr-only">{t('playFrom')} </span>
                {clock(startMs)}
              </button>
              <span className="py-0.5 text-md">{text}</span>
            </li>
          ))}
        </ol>
      </Disclosure>
    </div>
  );
}
