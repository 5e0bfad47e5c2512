/** What a person is told by mail about how they sign in, so that a thief cannot change it in silence. */
export const securityNotices = [
  'second_factor_added',
  'second_factor_removed',
  'second_factor_refused',
  'recovery_codes_replaced',
  'recovery_code_used',
  'email_changed',
  'passkey_added',
  'passkey_removed',
  'passkey_cloned',
  'api_key_added',
  'identity_added',
  'identity_removed',
] as const;

/** One of {@link securityNotices}. */
export type SecurityNotice = (typeof securityNotices)[number];
