import { describe, expect, it } from 'vitest';
import { questionFlaws } from '@/server/domains/content/contract/quiz';
import { moved } from './moved';
import { copyOf, moveChoice, newQuestion, withChoice, withKey, withKind } from './quiz-edits';

const written = () => {
  const begun = { ...newQuestion(), promptMd: 'Two and two?' };
  const choices = begun.choices.map((choice, place) => ({ ...choice, textMd: `${place + 3}` }));
  return { ...begun, choices };
};
const idAt = (question: ReturnType<typeof newQuestion>, place: number) => question.choices[place]?.id ?? '';

describe('a question that is written', () => {
  it('says what it lacks until it can be asked', () => {
    expect(questionFlaws(newQuestion())).toEqual(['prompt', 'choices', 'key']);
    const question = written();
    expect(questionFlaws(question)).toEqual(['key']);
    expect(questionFlaws(withKey(question, idAt(question, 1), true))).toEqual([]);
    expect(questionFlaws(withChoice(withKey(question, idAt(question, 1), true)))).toEqual(['choices']);
  });

  it('has one right choice when there can be one only', () => {
    const question = written();
    const both = withKey(withKey(question, idAt(question, 0), true), idAt(question, 1), true);
    expect(both.choices.map(({ isCorrect }) => isCorrect)).toEqual([false, true]);
    const several = withKey(withKind(both, 'multiple'), idAt(question, 0), true);
    expect(several.choices.map(({ isCorrect }) => isCorrect)).toEqual([true, true]);
    expect(withKind(several, 'single').choices.map(({ isCorrect }) => isCorrect)).toEqual([true, false]);
  });

  it('is copied as another one, and its choices move', () => {
    const question = written();
    const copy = copyOf(question);
    expect(copy.promptMd).toBe(question.promptMd);
    expect(
      new Set([question, copy].flatMap(({ id, choices }) => [id, ...choices.map((one) => one.id)])).size,
    ).toBe(6);
    const other = moveChoice(question, idAt(question, 0), 1);
    expect(other.choices.map(({ textMd }) => textMd)).toEqual(['4', '3']);
    expect(moveChoice(other, idAt(other, 0), -1)).toEqual(other);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });
});
