'use client';

import type { Editor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type CalloutKind, calloutKinds } from '@/components/markdown/labels';
import { codeLanguage, codeLanguages } from '@/components/markdown/languages';

const toolStyle =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-sm text-ink hover:bg-sunken coarse:size-11 ' +
  'aria-pressed:bg-accent-soft aria-pressed:text-accent-strong disabled:text-ink-faint';

const selectStyle =
  'min-h-9 max-w-40 rounded-md border border-edge bg-surface px-2 text-sm text-ink hover:border-ink coarse:min-h-11 coarse:text-base';

/** Properties of {@link Tool}. */
export interface ToolProps {
  readonly label: string;
  readonly isOn?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** One button of the toolbar. */
export function Tool({ label, isOn, isDisabled = false, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-pressed={isOn}
      disabled={isDisabled}
      className={toolStyle}
      // The place of the cursor stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className={selectStyle}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

const levels = [2, 3, 4] as const;

/** Makes the paragraph at the cursor a heading, or a paragraph again. */
export function BlockChoice({ editor, level }: { readonly editor: Editor; readonly level: number }) {
  const t = useTranslations('editor');
  const choose = (value: string) => {
    const chosen = levels.find((one) => String(one) === value);
    const chain = editor.chain().focus();
    if (chosen === undefined) chain.setParagraph().run();
    else chain.setHeading({ level: chosen }).run();
  };
  const headings = levels.map((one) => ({ value: String(one), label: t(`headings.h${one}`) }));
  return (
    <Choice
      label={t('blockKind')}
      value={levels.some((one) => one === level) ? String(level) : ''}
      options={[{ value: '', label: t('paragraph') }, ...headings]}
      onChoose={choose}
    />
  );
}

/** Puts the blocks at the cursor into a callout, changes its kind, or takes them out. */
export function CalloutChoice({ editor, kind }: { readonly editor: Editor; readonly kind: string }) {
  const t = useTranslations('editor');
  const choose = (value: string) => {
    const chosen: CalloutKind | undefined = calloutKinds.find((one) => one === value);
    const chain = editor.chain().focus();
    if (chosen === undefined) chain.lift('callout').run();
    else if (kind === '') chain.wrapIn('callout', { kind: chosen }).run();
    else chain.updateAttributes('callout', { kind: chosen }).run();
  };
  const kinds = calloutKinds.map((one) => ({ value: one, label: t(`callouts.${one}`) }));
  return (
    <Choice
      label={t('callout')}
      value={kind}
      options={[{ value: '', label: t('noCallout') }, ...kinds]}
      onChoose={choose}
    />
  );
}

/** Says in which language the code at the cursor is; one that has no colours stays as it was written. */
export function LanguageChoice({ editor, language }: { readonly editor: Editor; readonly language: string }) {
  const t = useTranslations('editor');
  const known = codeLanguage(language);
  const own = known === null && language !== '' ? [{ value: language, label: language }] : [];
  return (
    <Choice
      label={t('language')}
      value={known?.id ?? language}
      options={[
        { value: '', label: t('noLanguage') },
        ...own,
        ...codeLanguages.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChoose={(value) =>
        editor
          .chain()
          .focus()
          .updateAttributes('codeBlock', { language: value === '' ? null : value })
          .run()
      }
    />
  );
}
