'use client';

import { useTranslations } from 'next-intl';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import type { CaptionsDraft } from '@/server/domains/media/contract';
import type { Cue } from '@/server/domains/media/contract/cues';
import { cuesOf } from './cue-list';
import { writeTime } from './typed-time';
import type { Captions } from './use-captions';

/** More differences than these nobody reads; the two choices are for all. */
const mostShown = 50;

const nameOf = (cue: Cue) => `${cue.startMs} ${cue.endMs} ${cue.text}`;

function onlyIn(these: readonly Cue[], those: readonly Cue[]): Cue[] {
  const known = new Set(those.map(nameOf));
  return these.filter((cue) => !known.has(nameOf(cue)));
}

/** What two authors have written at the same time; nothing is saved until one of them has chosen. */
export function CaptionsConflict({
  captions,
  theirs,
}: {
  readonly captions: Captions;
  readonly theirs: CaptionsDraft;
}) {
  const t = useTranslations('captions');
  const mine = cuesOf(captions.desk.cues);
  const sides = [
    { name: t('conflict.theirs'), cues: onlyIn(theirs.cues, mine), isTheirs: true },
    { name: t('conflict.mine'), cues: onlyIn(mine, theirs.cues), isTheirs: false },
  ];
  return (
    <Banner
      isLive
      tone="warning"
      title={t('conflict.title')}
      className="mb-6"
      actions={
        <>
          <Button
            size="sm"
            variant="primary"
            isPending={captions.isSaving}
            onClick={() => void captions.keepMine()}
          >
            {t('conflict.keepMine')}
          </Button>
          <Button size="sm" onClick={captions.takeTheirs}>
            {t('conflict.takeTheirs')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.body')}</p>
      <div className="mt-3 grid gap-4 md:grid-cols-2">
        {sides.map(({ name, cues, isTheirs }) => (
          <section key={name} aria-label={name}>
            <h2 className="mb-1 font-semibold">{name}</h2>
            <ul className="max-h-72 divide-y divide-rule overflow-auto rounded-sm border border-rule bg-surface">
              {cues.length === 0 ? <li className="p-2 text-ink-muted">{t('conflict.none')}</li> : null}
              {cues.slice(0, mostShown).map((cue) => (
                <li key={nameOf(cue)} className="flex items-baseline gap-3 p-2 text-sm">
                  <span className="text-ink-muted tabular-nums">{writeTime(cue.startMs)}</span>
                  <span className="min-w-0 grow break-words whitespace-pre-line">{cue.text}</span>
                  {isTheirs ? (
                    <Button
                      size="sm"
                      aria-label={t('conflict.includeOf', { time: writeTime(cue.startMs) })}
                      onClick={() => captions.include(cue)}
                    >
                      {t('conflict.include')}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Banner>
  );
}
