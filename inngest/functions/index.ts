import {
  sendAlreadyRegisteredMail,
  sendMagicLinkMail,
  sendPasswordChangedMail,
  sendResetMail,
  sendVerificationMail,
} from '@/inngest/functions/auth/send-auth-mails';
import { sendEmailChangeMails, sendSecurityNotice } from '@/inngest/functions/auth/send-security-mails';
import {
  storePdfOfCertificate,
  tellOfCertificate,
} from '@/inngest/functions/certificates/deliver-certificate';
import { issueCertificateOnCompletion } from '@/inngest/functions/certificates/issue-certificate';
import { reconcileCertificates } from '@/inngest/functions/certificates/reconcile-certificates';
import { remindOfSessions, tellOfMovedSession } from '@/inngest/functions/content/remind-of-sessions';
import {
  publishAtTime,
  sendCourseInvitation,
  tellOfDecision,
  tellOfReview,
} from '@/inngest/functions/courses/course-life';
import { showReadyCover } from '@/inngest/functions/courses/show-cover';
import { settlePointsAndBadges } from '@/inngest/functions/gamification/settle-learning';
import { tellLearnerOfBadge } from '@/inngest/functions/gamification/tell-of-badge';
import { dropUnneededFiles, sweepOrphans, sweepUploads } from '@/inngest/functions/media/drop-files';
import {
  makePosterOfMoment,
  prepareDocument,
  preparePicture,
  prepareRecording,
} from '@/inngest/functions/media/prepare-asset';
import {
  sendInvitationMail,
  sendRestoredMail,
  sendStaffAddedMail,
  sendSuspendedMail,
} from '@/inngest/functions/people/send-account-mails';
import { anchorAuditLog } from '@/inngest/functions/platform/anchor-audit';
import { pruneNightly } from '@/inngest/functions/platform/housekeeping';
import { sweepOutbox } from '@/inngest/functions/platform/outbox';
import { beginDueErasures, erasePerson, sendErasureMail } from '@/inngest/functions/privacy/erase-person';
import { endDataExports, makeDataExport, tellOfExport } from '@/inngest/functions/privacy/make-export';
import { recordAcceptance } from '@/inngest/functions/privacy/record-acceptance';
import { removeDroppedPicture } from '@/inngest/functions/profiles/remove-picture';

/** Every durable function of the platform. */
export const functions = [
  issueCertificateOnCompletion,
  storePdfOfCertificate,
  tellOfCertificate,
  reconcileCertificates,
  settlePointsAndBadges,
  tellLearnerOfBadge,
  sendVerificationMail,
  sendAlreadyRegisteredMail,
  sendMagicLinkMail,
  sendResetMail,
  sendPasswordChangedMail,
  sendEmailChangeMails,
  sendSecurityNotice,
  sendInvitationMail,
  sendSuspendedMail,
  sendRestoredMail,
  sendStaffAddedMail,
  sweepOutbox,
  pruneNightly,
  anchorAuditLog,
  makePosterOfMoment,
  prepareDocument,
  preparePicture,
  prepareRecording,
  showReadyCover,
  tellOfReview,
  tellOfDecision,
  publishAtTime,
  sendCourseInvitation,
  dropUnneededFiles,
  sweepOrphans,
  sweepUploads,
  recordAcceptance,
  makeDataExport,
  tellOfExport,
  endDataExports,
  sendErasureMail,
  beginDueErasures,
  erasePerson,
  removeDroppedPicture,
  remindOfSessions,
  tellOfMovedSession,
];
