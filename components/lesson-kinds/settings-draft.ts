import { z } from 'zod';
import {
  type LessonSettings,
  lessonSettings,
  type StudioSettings,
} from '@/server/domains/content/contract/settings';

/** What an author is making of a lesson: its file and its settings. */
export type SettingsDraft = { readonly assetId: string | null; readonly settings: LessonSettings };

const draft = z.object({ assetId: z.uuid().nullable(), settings: lessonSettings });

/** Writes a draft as a text, the same one for the same draft. */
export function toText({ assetId, settings }: SettingsDraft): string {
  return JSON.stringify({ assetId, settings });
}

/** The draft of what is saved. */
export function draftOf({ assetId, settings }: StudioSettings): SettingsDraft {
  return { assetId, settings };
}

/** Reads a draft that is whole; null for half of one, as an address that is still being typed. */
export function readDraft(text: string): SettingsDraft | null {
  const found = draft.safeParse(JSON.parse(text));
  return found.success ? found.data : null;
}

/** Returns where a draft is not whole, by the paths of its fields within the settings: `url`, `questions.0.points`. */
export function faultsOf({ settings }: SettingsDraft): string[] {
  const found = lessonSettings.safeParse(settings);
  return found.success ? [] : [...new Set(found.error.issues.map(({ path }) => path.join('.')))];
}

/** Says a draft in lines that people can compare. */
export function describe({ settings }: SettingsDraft): string {
  if (settings.kind === 'quiz') {
    return settings.questions
      .map(({ promptMd, explanationMd, points, choices }, place) =>
        [
          `${place + 1}. ${promptMd} (${points})`,
          ...choices.map(({ textMd, isCorrect }) => `   [${isCorrect ? 'x' : ' '}] ${textMd}`),
          ...(explanationMd === '' ? [] : [`   > ${explanationMd}`]),
        ].join('\n'),
      )
      .join('\n\n');
  }
  const { kind: _, ...fields } = settings;
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}
