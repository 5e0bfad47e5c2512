import { findCertificate } from '@/server/domains/certificates';
import { findCourses } from '@/server/domains/courses';
import { certificateMail, notify, sendMailOnce } from '@/server/domains/notifications';
import { findAccount } from '@/server/domains/users';
import { services } from '@/server/wiring/services';

/** The reason under which a learner is told of a certificate, once in the app and once by mail. */
export const reasonOf = (certificateId: string) => `certificate.issued:${certificateId}`;

/** Tells a certificate's learner in the app and its open tabs; false when they knew or it is gone. */
export async function tellInApp(certificateId: string): Promise<boolean> {
  const certificate = await findCertificate(services().db, certificateId);
  const account = certificate === null ? null : await findAccount(services().db, certificate.userId);
  if (certificate === null || account === null || account.erasedAt !== null) return false;
  const { userId, courseId, code, courseTitle } = certificate;
  const courseSlug = (await findCourses(services().db, [courseId])).get(courseId)?.slug ?? '';
  const content = { type: 'certificate_issued', data: { code, courseTitle, courseSlug } } as const;
  return await notify(services(), { userId, dedupeKey: reasonOf(certificateId), content });
}

/** Tells a certificate's learner by mail, once. */
export async function tellByMail(certificateId: string): Promise<string> {
  const { db, appUrl } = services();
  const certificate = await findCertificate(db, certificateId);
  const account = certificate === null ? null : await findAccount(db, certificate.userId);
  if (account === null || account.erasedAt !== null || certificate === null) return 'nobody_to_tell';
  const mail = certificateMail({ ...account, appUrl }, certificate);
  const dedupeKey = reasonOf(certificateId);
  const delivery = { userId: account.id, to: account.email, dedupeKey, template: 'certificate', mail };
  return await sendMailOnce(services(), delivery);
}
