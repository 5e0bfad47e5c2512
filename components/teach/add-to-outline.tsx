'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { textOf } from '@/components/auth/form-values';
import { kindIcons } from '@/components/course/kind-icons';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { outlineLimits, type StudioOutline } from '@/server/domains/content/contract';
import { type LessonKind, lessonKinds } from '@/server/domains/content/contract/settings';

/** Properties of {@link AddToOutline}. */
export interface AddToOutlineProps {
  readonly sections: StudioOutline['sections'];
  readonly onAddSection: (title: string) => Promise<unknown>;
  readonly onAddLesson: (sectionId: string, title: string, kind: LessonKind) => Promise<unknown>;
}

/** Adds one thing after the other: after each, the field is empty and has the focus. What could not be added stays. */
export function AddToOutline({ sections, onAddSection, onAddLesson }: AddToOutlineProps) {
  const t = useTranslations('curriculum');
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState<'section' | 'lesson' | null>(null);
  const [lessonKind, setLessonKind] = useState<LessonKind>('article');
  const lesson = useRef<HTMLInputElement>(null);
  const section = useRef<HTMLInputElement>(null);
  const present = sections.some(({ id }) => id === chosen) ? chosen : sections.at(-1)?.id;
  const add = (kind: 'section' | 'lesson') => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = kind === 'section' ? section : lesson;
    const title = textOf(new FormData(event.currentTarget), `${kind}Title`).trim();
    if (title === '' || adding !== null) {
      field.current?.focus();
      return;
    }
    setAdding(kind);
    const work = kind === 'section' ? onAddSection(title) : onAddLesson(present ?? '', title, lessonKind);
    work
      .then(
        () => {
          if (field.current !== null) field.current.value = '';
          if (kind === 'section') setChosen(null);
        },
        // The hook has said what went wrong; the words stay for the next try.
        () => undefined,
      )
      .finally(() => {
        setAdding(null);
        field.current?.focus();
      });
  };
  const title = { maxLength: outlineLimits.title, autoComplete: 'off' };
  return (
    <div className="mt-8 grid gap-x-10 gap-y-6 md:grid-cols-2">
      {sections.length === 0 ? null : (
        <form onSubmit={add('lesson')} method="post" className="space-y-3" aria-label={t('addLesson')}>
          <TextField {...title} ref={lesson} name="lessonTitle" label={t('lessonTitle')} />
          <Select
            name="section"
            label={t('inSection')}
            value={present ?? ''}
            onChange={({ target }) => setChosen(target.value)}
            options={sections.map(({ id, title: label }) => ({ value: id, label }))}
          />
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" isPending={adding === 'lesson'}>
              {t('addLesson')}
            </Button>
            <KindChoice kind={lessonKind} onChoose={setLessonKind} />
          </div>
        </form>
      )}
      <form onSubmit={add('section')} method="post" className="space-y-3" aria-label={t('addSection')}>
        <TextField {...title} ref={section} name="sectionTitle" label={t('sectionTitle')} />
        <Button
          type="submit"
          variant={sections.length === 0 ? 'primary' : 'secondary'}
          isPending={adding === 'section'}
        >
          {t('addSection')}
        </Button>
      </form>
    </div>
  );
}

interface KindChoiceProps {
  readonly kind: LessonKind;
  readonly onChoose: (kind: LessonKind) => void;
}

/** What the next lesson will be; it stays chosen, because lessons of a kind often follow each other. */
function KindChoice({ kind, onChoose }: KindChoiceProps) {
  const t = useTranslations('curriculum');
  return (
    <Menu
      label={t('kindOfLesson')}
      trigger={
        <Button icon={<Icon name={kindIcons[kind]} />}>
          <span className="sr-only">{t('kindOfLesson')}: </span>
          {t(`kinds.${kind}`)}
          <Icon name="chevron-down" />
        </Button>
      }
      entries={lessonKinds.map((one) => ({
        id: one,
        label: t(`kinds.${one}`),
        hint: t(`kindsFor.${one}`),
        icon: kindIcons[one],
        onAction: () => onChoose(one),
      }))}
    />
  );
}
