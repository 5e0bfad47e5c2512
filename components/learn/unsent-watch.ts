import type { Stretch } from './watch-tracker';

/** More than this is not kept. */
const mostKept = 200;
const keyOf = (lessonId: string) => `lyceum.watch.${lessonId}`;

// By hand, although it comes from outside: zod would be a seventh of the scripts a lesson waits for.
function isStretch(value: unknown): value is Stretch {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to]: unknown[] = value;
  return Number.isInteger(from) && Number(from) >= 0 && Number.isInteger(to) && Number(to) >= 1;
}

/** Reads what an earlier visit played and could not send; empty when nothing is kept or storage is forbidden. */
export function readUnsent(lessonId: string): readonly Stretch[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(lessonId)) ?? '[]');
    return Array.isArray(kept) && kept.length <= mostKept && kept.every(isStretch) ? kept : [];
  } catch {
    return [];
  }
}

/** Keeps what was played and not sent, so that it survives a closed tab; nothing left to keep clears it. */
export function keepUnsent(lessonId: string, stretches: readonly Stretch[]): void {
  try {
    if (stretches.length === 0) localStorage.removeItem(keyOf(lessonId));
    else localStorage.setItem(keyOf(lessonId), JSON.stringify(stretches.slice(0, mostKept)));
  } catch {
    // Without storage the stretches live as long as the page.
  }
}
