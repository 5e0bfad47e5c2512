/** How a session was begun. */
export const sessionMethods = [
  'password',
  'verification',
  'magic_link',
  'oauth',
  'passkey',
  'impersonation',
] as const;

/** One of {@link sessionMethods}. */
export type SessionMethod = (typeof sessionMethods)[number];
