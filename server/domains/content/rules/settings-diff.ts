import { isDeepStrictEqual } from 'node:util';
import type { QuizQuestion } from '@/server/domains/content/contract/quiz';
import type { LessonSettings, SettingsOf } from '@/server/domains/content/contract/settings';
import type { LessonComparison } from '@/server/domains/content/contract/versions';
import { keptInOrder } from '@/server/domains/content/rules/kept-in-order';

/** One thing that differs between two settings. */
export type SettingChange = LessonComparison['settings'][number];

/** What a lesson has besides its words: its settings, and the file it shows. */
export type LessonParts = { readonly settings: LessonSettings; readonly assetId: string | null };

/** Says what a file or a lesson is called; an id that is gone has no name. */
export type NameOf = (id: string) => string;

type Value = string | number | boolean | null;
type Setting = SettingChange['setting'];

/** Long enough to tell one question from another. */
const longestName = 120;

const said = (value: Value) => (value === null ? '' : String(value));
const line = (setting: Setting, from: Value, to: Value): SettingChange[] =>
  from === to ? [] : [{ setting, from: said(from), to: said(to), parts: [] }];
const time = (local: string, zone: string) => (local === '' ? '' : `${local} ${zone}`);
const nameOfQuestion = ({ promptMd }: QuizQuestion) =>
  (promptMd.trim().split('\n')[0] ?? '').slice(0, longestName);

function questionChanges(from: QuizQuestion, to: QuizQuestion): SettingChange[] {
  const words = ({ choices }: QuizQuestion) => choices.map(({ id, textMd }) => [id, textMd]);
  const key = ({ choices }: QuizQuestion) =>
    choices.flatMap(({ id, isCorrect }) => (isCorrect ? [id] : [])).toSorted();
  const parts = [
    ...(from.promptMd === to.promptMd ? [] : ['prompt' as const]),
    ...(from.kind === to.kind ? [] : ['kind' as const]),
    ...(isDeepStrictEqual(words(from), words(to)) ? [] : ['choices' as const]),
    ...(isDeepStrictEqual(key(from), key(to)) ? [] : ['key' as const]),
    ...(from.explanationMd === to.explanationMd ? [] : ['explanation' as const]),
    ...(from.points === to.points ? [] : ['points' as const]),
  ];
  if (parts.length === 0) return [];
  return [{ setting: 'questionChanged', from: nameOfQuestion(from), to: nameOfQuestion(to), parts }];
}

/** Compares two lists of things that keep their id: what came, what went, what differs, and whether the rest was put in another order. */
function listChanges<Item>(
  from: readonly Item[],
  to: readonly Item[],
  as: {
    readonly id: (item: Item) => string;
    readonly name: (item: Item) => string;
    readonly change: (from: Item, to: Item) => SettingChange[];
    readonly settings: { readonly added: Setting; readonly removed: Setting; readonly moved: Setting };
  },
): SettingChange[] {
  const before = new Map(from.map((item) => [as.id(item), item]));
  const ids = to.map(as.id);
  const stayed = ids.filter((id) => before.has(id));
  const isMoved = keptInOrder(from.map(as.id), ids).size < stayed.length;
  const one = (setting: Setting, to: string) => ({ setting, from: '', to, parts: [] });
  return [
    ...to.flatMap((item) => {
      const was = before.get(as.id(item));
      return was === undefined ? [one(as.settings.added, as.name(item))] : as.change(was, item);
    }),
    ...from.flatMap((item) => (ids.includes(as.id(item)) ? [] : [one(as.settings.removed, as.name(item))])),
    ...(isMoved ? [one(as.settings.moved, '')] : []),
  ];
}

const quizChanges = (from: SettingsOf<'quiz'>, to: SettingsOf<'quiz'>) => [
  ...line('passPercent', from.passPercent, to.passPercent),
  ...listChanges(from.questions, to.questions, {
    id: ({ id }) => id,
    name: nameOfQuestion,
    change: questionChanges,
    settings: { added: 'questionAdded', removed: 'questionRemoved', moved: 'questionsMoved' },
  }),
];

function downloadChanges(from: SettingsOf<'download'>, to: SettingsOf<'download'>, nameOf: NameOf) {
  type File = (typeof from.files)[number];
  const name = ({ label, assetId }: File) => label || nameOf(assetId);
  return listChanges<File>(from.files, to.files, {
    id: ({ assetId }) => assetId,
    name,
    change: (before, now) => line('fileRenamed', name(before), name(now)),
    settings: { added: 'fileAdded', removed: 'fileRemoved', moved: 'filesMoved' },
  });
}

const liveChanges = (from: SettingsOf<'live'>, to: SettingsOf<'live'>, nameOf: NameOf) => [
  ...line('begins', time(from.startsLocal, from.timeZone), time(to.startsLocal, to.timeZone)),
  ...line('length', from.minutes, to.minutes),
  ...line('joinUrl', from.joinUrl, to.joinUrl),
  ...line('cancelled', from.isCancelled, to.isCancelled),
  ...line(
    'recording',
    from.recordingLessonId === null ? null : nameOf(from.recordingLessonId),
    to.recordingLessonId === null ? null : nameOf(to.recordingLessonId),
  ),
];

const accepted = ({ accepts }: SettingsOf<'assignment'>) =>
  (['text', 'files', 'links'] as const).filter((way) => accepts[way]).join(',');

const assignmentChanges = (from: SettingsOf<'assignment'>, to: SettingsOf<'assignment'>) => [
  ...line('due', time(from.dueLocal, from.timeZone), time(to.dueLocal, to.timeZone)),
  ...line('accepts', accepted(from), accepted(to)),
  ...line('completesOn', from.completesOn, to.completesOn),
];

const embedChanges = (from: SettingsOf<'embed'>, to: SettingsOf<'embed'>) => [
  ...line('address', from.url, to.url),
  ...line('describes', from.title, to.title),
];

function ofKind(from: LessonSettings, to: LessonSettings, nameOf: NameOf): SettingChange[] {
  if (from.kind === 'quiz' && to.kind === 'quiz') return quizChanges(from, to);
  if (from.kind === 'download' && to.kind === 'download') return downloadChanges(from, to, nameOf);
  if (from.kind === 'live' && to.kind === 'live') return liveChanges(from, to, nameOf);
  if (from.kind === 'assignment' && to.kind === 'assignment') return assignmentChanges(from, to);
  if (from.kind === 'embed' && to.kind === 'embed') return embedChanges(from, to);
  return [];
}

const minutesOf = (settings: LessonSettings) =>
  'minutes' in settings && settings.kind !== 'live' ? settings.minutes : null;

/** Says what differs between what a lesson had besides its words and what it has now, in the order in which it is edited. */
export function diffSettings(from: LessonParts, to: LessonParts, nameOf: NameOf): SettingChange[] {
  const file = from.assetId === to.assetId ? [] : [from.assetId, to.assetId];
  const [fileBefore, fileNow] = file.map((id) => (id === null ? '' : nameOf(id)));
  return [
    ...(file.length === 0
      ? []
      : [{ setting: 'file' as const, from: fileBefore ?? '', to: fileNow ?? '', parts: [] }]),
    ...ofKind(from.settings, to.settings, nameOf),
    ...line('minutes', minutesOf(from.settings), minutesOf(to.settings)),
  ];
}
