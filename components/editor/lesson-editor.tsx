'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { SaveState } from '@/components/teach/save-state';
import { useFailureText } from '@/components/trpc/use-failure-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { TextArea } from '@/components/ui/text-field';
import { type LessonText, longestLesson } from '@/server/domains/content/contract';
import { TextConflict } from './text-conflict';
import type { TextFailure, TextSaver } from './text-saver';
import { useLessonText, useTextSnapshot } from './use-lesson-text';

/** Properties of {@link LessonEditor}. */
export interface LessonEditorProps {
  /** Who writes: words are kept on the device for them alone. */
  readonly userId: string;
  readonly courseSlug: string;
  readonly lesson: LessonText;
}

const loading = () => <Skeleton className="h-96 w-full" />;

// The editor is as much script as the rest of the page; who writes Markdown does without it.
const RichText = dynamic(() => import('./rich-text').then((module) => module.RichText), {
  ssr: false,
  loading,
});

/** Edits the text of a lesson, as it will look or as Markdown; it is saved as it is written. */
export function LessonEditor({ userId, courseSlug, lesson }: LessonEditorProps) {
  const { saver, isElsewhere } = useLessonText(userId, courseSlug, lesson);
  if (saver === null) return loading();
  return <Opened saver={saver} title={lesson.title} isElsewhere={isElsewhere} />;
}

interface OpenedProps {
  readonly saver: TextSaver;
  readonly title: string;
  readonly isElsewhere: boolean;
}

function Opened({ saver, title, isElsewhere }: OpenedProps) {
  const t = useTranslations('editor');
  const { text, state, failure, theirs, isRecovered, followed } = useTextSnapshot(saver);
  const [isSource, setSource] = useState(false);
  // Another text from outside, as after a conflict, needs another editor.
  const [begun, setBegun] = useState({ number: 0, text: saver.snapshot().text });
  const begin = (next: string) => setBegun(({ number }) => ({ number: number + 1, text: next }));
  // The editor of a page that was hidden is made anew, and begins with what is written by now.
  useEffect(() => {
    const present = saver.snapshot().text;
    setBegun((now) => (now.text === present ? now : { number: now.number + 1, text: present }));
  }, [saver]);
  // What another tab saved is shown here at once.
  useEffect(() => {
    if (followed > 0) setBegun(({ number }) => ({ number: number + 1, text: saver.snapshot().text }));
  }, [saver, followed]);
  const change = (markdown: string) => saver.change(markdown);
  const resolve = (chosen: string) => {
    saver.resolve(chosen);
    begin(chosen);
  };
  const switchTo = (source: boolean) => {
    setSource(source);
    begin(saver.snapshot().text);
  };
  const shown = state === 'conflict' || state === 'refused' ? 'unsaved' : state;
  // Who was signed out has a connection.
  const label = state === 'offline' && failure !== null ? 'refused' : state;
  return (
    <>
      {isRecovered && theirs === null ? (
        <Banner isLive className="mb-4">
          {t('recovered')}
        </Banner>
      ) : null}
      {isElsewhere ? (
        <Banner title={t('otherTab.title')} className="mb-4">
          {t('otherTab.body')}
        </Banner>
      ) : null}
      <p role="status" className="sr-only">
        {followed > 0 ? t('taken') : ''}
      </p>
      {failure === null ? null : <Failed failure={failure} />}
      {theirs === null ? null : (
        <TextConflict
          mine={text}
          theirs={theirs.text}
          onKeepMine={() => resolve(text)}
          onTakeTheirs={() => resolve(theirs.text)}
        />
      )}
      <OfflineNotice />
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <fieldset className="flex gap-1" aria-label={t('view')}>
          {[false, true].map((source) => (
            <Button
              key={String(source)}
              size="sm"
              variant={source === isSource ? 'secondary' : 'quiet'}
              aria-pressed={source === isSource}
              onClick={() => switchTo(source)}
            >
              {t(source ? 'asMarkdown' : 'asText')}
            </Button>
          ))}
        </fieldset>
        <SaveState state={shown} text={t(`states.${label}`)} />
      </div>
      {isSource ? (
        <TextArea
          name="markdown"
          label={t('markdownOf', { title })}
          isLabelHidden
          value={text}
          maxLength={longestLesson}
          onChange={({ target }) => change(target.value)}
          onBlur={saver.flush}
          rows={24}
          className="[&_textarea]:max-h-none [&_textarea]:min-h-96 [&_textarea]:font-mono"
        />
      ) : (
        <RichText key={begun.number} markdown={begun.text} label={t('textOf', { title })} onChange={change} />
      )}
    </>
  );
}

function Failed({ failure }: { readonly failure: TextFailure }) {
  const t = useTranslations('editor');
  const failureText = useFailureText();
  // The text is all that the writer puts in, and only its length can be wrong.
  const isTooLong = failure.code === 'platform/invalid_input';
  return (
    <Banner isLive tone="danger" title={t('refusedTitle')} className="mb-4">
      {isTooLong ? t('tooLong', { limit: longestLesson }) : failureText(failure)} {t('refusedBody')}
    </Banner>
  );
}
