import { describe, expect, it } from 'vitest';
import type { QuizQuestion } from '@/server/domains/content/contract/quiz';
import type { LessonSettings } from '@/server/domains/content/contract/settings';
import { diffSettings } from '@/server/domains/content/rules/settings-diff';

const names: Readonly<Record<string, string>> = { a: 'a.pdf', b: 'b.pdf' };
const nameOf = (id: string) => names[id] ?? '';

const between = (from: LessonSettings, to: LessonSettings) =>
  diffSettings({ settings: from, assetId: null }, { settings: to, assetId: null }, nameOf);

const question = (id: string, change: Partial<QuizQuestion> = {}): QuizQuestion => ({
  ...{ id, kind: 'single', promptMd: `Question ${id}?\nMore.`, explanationMd: '', points: 1 },
  choices: [
    { id: `${id}1`, textMd: 'One', isCorrect: true },
    { id: `${id}2`, textMd: 'Two', isCorrect: false },
  ],
  ...change,
});

const quiz = (questions: QuizQuestion[], passPercent = 70) => ({
  kind: 'quiz' as const,
  passPercent,
  questions,
});

describe('what differs of settings', () => {
  it('is nothing between the same', () => {
    expect(between(quiz([question('a')]), quiz([question('a')]))).toEqual([]);
  });

  it('names the questions that came, went and changed, and what of them', () => {
    const flipped = question('b').choices.map((one) => ({ ...one, isCorrect: !one.isCorrect }));
    const to = quiz([question('b', { choices: flipped, points: 2 }), question('d')], 80);
    expect(between(quiz([question('a'), question('b')]), to)).toEqual([
      { setting: 'passPercent', from: '70', to: '80', parts: [] },
      { setting: 'questionChanged', from: 'Question b?', to: 'Question b?', parts: ['key', 'points'] },
      { setting: 'questionAdded', from: '', to: 'Question d?', parts: [] },
      { setting: 'questionRemoved', from: '', to: 'Question a?', parts: [] },
    ]);
  });

  it('tells another order from other questions', () => {
    expect(between(quiz([question('a'), question('b')]), quiz([question('b'), question('a')]))).toEqual([
      { setting: 'questionsMoved', from: '', to: '', parts: [] },
    ]);
  });

  it('says times with their zone, and links', () => {
    const live = (startsLocal: string, joinUrl: string): LessonSettings => ({
      ...{ kind: 'live', startsLocal, timeZone: 'Europe/Madrid', minutes: 60, joinUrl },
      ...{ isCancelled: false, recordingLessonId: null },
    });
    expect(between(live('', ''), live('2031-03-12T18:00', 'https://meet.example.org'))).toEqual([
      { setting: 'begins', from: '', to: '2031-03-12T18:00 Europe/Madrid', parts: [] },
      { setting: 'joinUrl', from: '', to: 'https://meet.example.org', parts: [] },
    ]);
  });

  it('names files by their label, else by their own name', () => {
    const download = (...files: { assetId: string; label: string }[]): LessonSettings => {
      return { kind: 'download', minutes: null, files };
    };
    const from = download({ assetId: 'a', label: '' });
    expect(between(from, download({ assetId: 'a', label: 'A sheet' }, { assetId: 'b', label: '' }))).toEqual([
      { setting: 'fileRenamed', from: 'a.pdf', to: 'A sheet', parts: [] },
      { setting: 'fileAdded', from: '', to: 'b.pdf', parts: [] },
    ]);
  });

  it('names the one file of a lesson', () => {
    const settings = { kind: 'document', minutes: null } as const;
    expect(diffSettings({ settings, assetId: 'a' }, { settings, assetId: 'b' }, nameOf)).toEqual([
      { setting: 'file', from: 'a.pdf', to: 'b.pdf', parts: [] },
    ]);
  });
});
