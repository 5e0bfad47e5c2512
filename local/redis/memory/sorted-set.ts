import type { ByteString } from '../reply';

/** A member with its score. */
export type Scored = { readonly member: ByteString; readonly score: number };

function compare(left: Scored, right: Scored): number {
  if (left.score !== right.score) return left.score < right.score ? -1 : 1;
  if (left.member === right.member) return 0;
  return left.member < right.member ? -1 : 1;
}

/** Members ordered by score, then by bytes; a lookup is constant and a position logarithmic. */
export class SortedSet {
  readonly #scores = new Map<ByteString, number>();
  readonly #ordered: Scored[] = [];

  get size(): number {
    return this.#ordered.length;
  }

  /** All members, lowest first. The array must not be changed. */
  get ordered(): readonly Scored[] {
    return this.#ordered;
  }

  score(member: ByteString): number | undefined {
    return this.#scores.get(member);
  }

  set(member: ByteString, score: number): void {
    this.delete(member);
    const entry = { member, score };
    this.#ordered.splice(this.#position(entry), 0, entry);
    this.#scores.set(member, score);
  }

  delete(member: ByteString): boolean {
    const score = this.#scores.get(member);
    if (score === undefined) return false;
    this.#ordered.splice(this.#position({ member, score }), 1);
    return this.#scores.delete(member);
  }

  /** The zero-based position from the lowest, or undefined when absent. */
  rank(member: ByteString): number | undefined {
    const score = this.#scores.get(member);
    return score === undefined ? undefined : this.#position({ member, score });
  }

  #position(entry: Scored): number {
    let low = 0;
    let high = this.#ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const candidate = this.#ordered[middle];
      if (candidate !== undefined && compare(candidate, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
