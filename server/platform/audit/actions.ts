/** Everything that is audited, by the name it has in the log: what was done to which type of thing. */
export const auditActions = [
  'session.revoked',
  'sessions.revoked',
  'password.changed',
  'email.change_requested',
  'email.changed',
  'second_factor.added',
  'second_factor.removed',
  'second_factor.refused',
  'recovery_codes.replaced',
  'recovery_code.used',
  'passkey.added',
  'passkey.renamed',
  'passkey.removed',
  'api_key.added',
  'api_key.acted',
  'api_key.revoked',
  'identity.linked',
  'identity.unlinked',
  'profile.changed',
  'user.invited',
  'user.suspended',
  'user.restored',
  'user.role_changed',
  'user.mail_resent',
  'impersonation.started',
  'impersonation.acted',
  'impersonation.ended',
  'staff.changed',
  'course.created',
  'course.changed',
  'curriculum.changed',
  'course.published',
  'course.archived',
  'consent.given',
  'consent.withdrawn',
  'export.requested',
  'erasure.requested',
  'erasure.withdrawn',
  'erasure.completed',
  'audit.exported',
  'asset.removed',
  'asset.captions_removed',
] as const;

/** One of {@link auditActions}. */
export type AuditAction = (typeof auditActions)[number];

/** What an act is done to. */
export const auditSubjects = ['user', 'session', 'api_key', 'course', 'audit', 'asset'] as const;

/** One of {@link auditSubjects}. */
export type AuditSubject = (typeof auditSubjects)[number];
