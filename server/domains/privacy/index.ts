export { acceptTerms } from '@/server/domains/privacy/commands/accept-terms';
export { announceDueErasures } from '@/server/domains/privacy/commands/announce-due';
export { endExports, failExport } from '@/server/domains/privacy/commands/end-exports';
export { clearPerson, finishErasure } from '@/server/domains/privacy/commands/erase-person';
export { makeExport } from '@/server/domains/privacy/commands/make-export';
export { privacyEvents } from '@/server/domains/privacy/events';
export { openExport } from '@/server/domains/privacy/queries/find-export';
export { withdrawalToken } from '@/server/domains/privacy/rules/withdrawal-link';
