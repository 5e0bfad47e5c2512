import { openLink, sealLink } from '@/server/platform/link-token';

const purpose = 'course_invitation';

/** Returns the token of the link by which an invitation into a course is accepted. */
export function invitationToken(secret: string, invitationId: string): string {
  return sealLink(secret, purpose, invitationId);
}

/** Returns the invitation a token was made for, or null when it is none of ours. */
export function readInvitation(secret: string, token: string): string | null {
  return openLink(secret, purpose, token);
}
