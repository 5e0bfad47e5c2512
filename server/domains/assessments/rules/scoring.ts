/** Scores are hundredths of a percent, so that no rounding decides a pass. */
const full = 10_000;

/** The key of one question, and what was chosen. */
export type ChoiceQuestion = {
  readonly kind: 'single' | 'multiple';
  readonly correctIds: ReadonlySet<string>;
  readonly wrongIds: ReadonlySet<string>;
  readonly chosenIds: ReadonlySet<string>;
};

/** A question and what it is worth beside the others: a whole number above 0, else 1. */
export type WeighedQuestion = ChoiceQuestion & { readonly points?: number };

/** A part of a whole, exactly; `of` is above 0. */
type Fraction = { readonly part: bigint; readonly of: bigint };

const nothing: Fraction = { part: 0n, of: 1n };

function add(a: Fraction, b: Fraction): Fraction {
  if (a.of === b.of) return { part: a.part + b.part, of: a.of };
  return { part: a.part * b.of + b.part * a.of, of: a.of * b.of };
}

/** The only place where a score is rounded, and always down. */
function inHundredths({ part, of }: Fraction): number {
  return Number((BigInt(full) * part) / of);
}

/**
 * A blank earns nothing. Single choice is all or nothing. Multiple choice gives each right choice its share and takes a
 * share for each wrong one, never below nothing: adding a right choice never lowers the score, adding a wrong one never
 * raises it, and choosing everything earns nothing unless all is right. Choices that are not the question's count for
 * nothing. Source: "Scoring" in docs/domain/assessments.md.
 */
function shareOf({ kind, correctIds, wrongIds, chosenIds }: ChoiceQuestion): Fraction {
  const right = [...chosenIds].filter((id) => correctIds.has(id)).length;
  const wrong = [...chosenIds].filter((id) => wrongIds.has(id)).length;
  if (right === 0) return nothing;
  if (kind === 'single') return wrong === 0 && right === 1 ? { part: 1n, of: 1n } : nothing;
  const wrongCount = Math.max(1, wrongIds.size);
  const part = right * wrongCount - wrong * correctIds.size;
  return part <= 0 ? nothing : { part: BigInt(part), of: BigInt(correctIds.size * wrongCount) };
}

/** Scores one question, rounded down; what it is worth in its attempt is not rounded. */
export function scoreQuestion(question: ChoiceQuestion): number {
  return inHundredths(shareOf(question));
}

/**
 * Returns the score of an attempt: the mean over all questions by their points, summed exactly and rounded down once, so
 * that the order of questions changes nothing and half of all points is half; 0 for a quiz without questions.
 */
export function scoreAttempt(questions: readonly WeighedQuestion[]): number {
  const whole = questions.reduce((sum, { points = 1 }) => sum + points, 0);
  if (whole === 0) return 0;
  const earned = questions.map((question) => {
    const { part, of } = shareOf(question);
    return { part: part * BigInt(question.points ?? 1), of };
  });
  const { part, of } = earned.reduce(add, nothing);
  return inHundredths({ part, of: of * BigInt(whole) });
}

/** Tells whether a score reaches the pass mark. */
export function isPass(scoreBp: number, passPercent: number): boolean {
  return scoreBp >= passPercent * 100;
}
