/** Something that keeps Lyceum from starting and that a person can mend; its message says how, and needs no stack trace. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
