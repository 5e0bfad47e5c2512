import type { AuditFacts } from '@/server/platform/audit/entry';

/** One field of an act that is not what it was. */
export type Change = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

function words(value: AuditFacts[string] | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return text === '' ? null : text;
}

/** Returns the fields that differ, sorted by name; one that only one side has is null on the other. */
export function changesOf(before: AuditFacts | null, after: AuditFacts | null): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .sort()
    .map((field) => ({ field, before: words(before?.[field]), after: words(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}
