export { issueCertificate } from '@/server/domains/certificates/commands/issue-certificate';
export { storeCertificatePdf } from '@/server/domains/certificates/commands/store-pdf';
export { certificateEvents } from '@/server/domains/certificates/events';
export {
  findCertificate,
  listIssued,
  withoutCertificate,
} from '@/server/domains/certificates/find-certificate';
export {
  certificateAreas,
  eraseCertificates,
  listCertificateFiles,
} from '@/server/domains/certificates/personal-data';
