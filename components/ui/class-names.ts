/** Joins class names and drops what is absent. Later classes do not override earlier ones: keep them disjoint. */
export function cx(...names: ReadonlyArray<string | false | null | undefined>): string {
  return names.filter(Boolean).join(' ');
}
