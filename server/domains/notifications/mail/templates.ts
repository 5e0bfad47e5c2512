import { createTranslator } from 'use-intl/core';
import enMessages from '@/messages/en/email.json';
import esMessages from '@/messages/es/email.json';
import type { SessionNews } from '@/server/domains/notifications/contract';
import { type RenderedMail, renderMail } from '@/server/domains/notifications/mail/render';

type Messages = typeof enMessages;
/** Languages our mails are written in; readers of others get English with links to their own. */
const catalogue: Record<'en' | 'es', Messages> = { en: enMessages, es: esMessages };

/** Whom a mail is for, and where its links lead. Without a name it greets nobody in particular. */
export type Recipient = { readonly name: string | null; readonly locale: string; readonly appUrl: string };

/** Asks to confirm an address. */
export function verificationMail(
  to: Recipient,
  facts: { token: string; returnTo: string | null },
): RenderedMail {
  const query = new URLSearchParams({ token: facts.token });
  if (facts.returnTo !== null) query.set('returnTo', facts.returnTo);
  return compose(to, 'verification', { path: `/confirm?${query}` });
}

/** Tells the owner of an address that somebody tried to register with it. */
export function alreadyRegisteredMail(to: Recipient): RenderedMail {
  return compose(to, 'alreadyRegistered', { path: '/sign-in' });
}

/** Gives the link to choose a new password. */
export function resetMail(to: Recipient, facts: { token: string }): RenderedMail {
  return compose(to, 'reset', { path: `/reset-password?${new URLSearchParams({ token: facts.token })}` });
}

/** Gives the link that signs in. */
export function magicLinkMail(
  to: Recipient,
  facts: { token: string; returnTo: string | null },
): RenderedMail {
  const query = new URLSearchParams({ token: facts.token });
  if (facts.returnTo !== null) query.set('returnTo', facts.returnTo);
  return compose(to, 'magicLink', { path: `/sign-in/link?${query}` });
}

/** Says that a password was changed, so that a thief cannot do it in silence. */
export function passwordChangedMail(to: Recipient): RenderedMail {
  return compose(to, 'passwordChanged', { path: '/forgot-password' });
}

/** Asks the present mailbox whether its account shall be reached at another address. */
export function emailChangeOldMail(to: Recipient, facts: { token: string; address: string }): RenderedMail {
  const query = new URLSearchParams({ token: facts.token });
  return compose(to, 'emailChangeOld', {
    path: `/confirm-change?${query}`,
    values: { address: facts.address },
  });
}

/** Asks the wished mailbox whether it belongs to who wishes for it. */
export function emailChangeNewMail(to: Recipient, facts: { token: string }): RenderedMail {
  const query = new URLSearchParams({ token: facts.token });
  return compose(to, 'emailChangeNew', { path: `/confirm-change?${query}` });
}

/** Tells the owner of an address that somebody wanted to use it for another account. */
export function emailTakenMail(to: Recipient): RenderedMail {
  return compose(to, 'emailTaken', { path: '/sign-in' });
}

const notices = {
  second_factor_added: { template: 'secondFactorAdded', path: '/settings/security' },
  second_factor_removed: { template: 'secondFactorRemoved', path: '/settings/security' },
  second_factor_refused: { template: 'secondFactorRefused', path: '/forgot-password' },
  recovery_codes_replaced: { template: 'recoveryCodesReplaced', path: '/settings/security' },
  recovery_code_used: { template: 'recoveryCodeUsed', path: '/settings/security' },
  passkey_added: { template: 'passkeyAdded', path: '/settings/security' },
  passkey_removed: { template: 'passkeyRemoved', path: '/settings/security' },
  passkey_cloned: { template: 'passkeyCloned', path: '/settings/security' },
  api_key_added: { template: 'apiKeyAdded', path: '/settings/api-keys' },
  identity_added: { template: 'identityAdded', path: '/settings/security' },
  identity_removed: { template: 'identityRemoved', path: '/settings/security' },
  email_changed: { template: 'emailChanged', path: '/settings/security' },
} as const satisfies Record<string, { template: Template; path: string }>;

/** Says what has changed, or was tried, about how a person signs in. */
export function securityNoticeMail(to: Recipient, notice: keyof typeof notices): RenderedMail {
  const { template, path } = notices[notice];
  return compose(to, template, { path });
}

/** Invites a person for whom somebody has made an account. */
export function invitationMail(to: Recipient, facts: { token: string }): RenderedMail {
  return compose(to, 'invitation', { path: `/invitation?${new URLSearchParams({ token: facts.token })}` });
}

/** Says that an account is kept closed, and why. */
export function suspendedMail(to: Recipient, facts: { reason: string }): RenderedMail {
  return compose(to, 'suspended', { path: '/privacy', values: { reason: facts.reason } });
}

/** Says that an account is open again. */
export function restoredMail(to: Recipient): RenderedMail {
  return compose(to, 'restored', { path: '/sign-in' });
}

/** Says that a person works on a course from now on. */
export function staffAddedMail(to: Recipient, facts: { courseTitle: string; slug: string }): RenderedMail {
  return compose(to, 'staffAdded', {
    path: `/teach/courses/${facts.slug}/staff`,
    values: { course: facts.courseTitle },
  });
}

type NamedCourse = { readonly courseTitle: string; readonly slug: string };

/** Invites somebody, who may have no account, into a course. */
export function courseInvitationMail(
  to: Recipient,
  facts: { token: string; courseTitle: string; invitedBy: string | null },
): RenderedMail {
  const values = { course: facts.courseTitle, person: facts.invitedBy ?? '' };
  const template = facts.invitedBy === null ? 'courseInvitation' : 'courseInvitationBy';
  return compose(to, template, { path: `/invited?${new URLSearchParams({ token: facts.token })}`, values });
}

/** Asks whoever may publish a course to look it through. */
export function reviewAskedMail(to: Recipient, facts: NamedCourse & { message: string }): RenderedMail {
  return compose(to, facts.message === '' ? 'reviewAsked' : 'reviewAskedWithMessage', {
    path: `/teach/courses/${facts.slug}/publish`,
    values: { course: facts.courseTitle, message: facts.message },
  });
}

/** Says what became of a request to look a course through. */
export function reviewDecidedMail(
  to: Recipient,
  facts: NamedCourse & { decision: 'approved' | 'sent_back'; comment: string },
): RenderedMail {
  return compose(to, facts.decision === 'approved' ? 'reviewApproved' : 'reviewSentBack', {
    path: `/teach/courses/${facts.slug}/publish`,
    values: { course: facts.courseTitle, comment: facts.comment },
  });
}

const endings = {
  published: 'schedulePublished',
  not_ready: 'scheduleNotReady',
  not_allowed: 'scheduleNotAllowed',
} as const;

/** Says what happened when the time to publish a course came. */
export function scheduleEndedMail(
  to: Recipient,
  facts: NamedCourse & { outcome: keyof typeof endings },
): RenderedMail {
  const path = `/teach/courses/${facts.slug}/publish`;
  return compose(to, endings[facts.outcome], { path, values: { course: facts.courseTitle } });
}

/** Says that the copy of a person's data can be fetched. */
export function exportReadyMail(to: Recipient): RenderedMail {
  return compose(to, 'exportReady', { path: '/settings/privacy' });
}

/** Says until when a person can still prevent that they are forgotten. */
export function erasureMail(to: Recipient, facts: { token: string; dueAt: Date }): RenderedMail {
  const locale = to.locale === 'es' ? 'es' : 'en';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(facts.dueAt);
  const query = new URLSearchParams({ token: facts.token });
  return compose(to, 'erasure', { path: `/keep-account?${query}`, values: { day } });
}

/** Brings the certificate. */
export function certificateMail(to: Recipient, facts: { courseTitle: string; code: string }): RenderedMail {
  const values = { course: facts.courseTitle, code: facts.code };
  return compose(to, 'certificate', { path: `/verify/${facts.code}`, values });
}

/** What a mail says of a session. */
type SessionFacts = {
  readonly news: SessionNews;
  readonly courseTitle: string;
  readonly courseSlug: string;
  readonly lessonTitle: string;
  readonly lessonSlug: string;
  readonly startsAt: string;
};

const sessionTemplates = {
  tomorrow: 'sessionTomorrow',
  soon: 'sessionSoon',
  moved: 'sessionMoved',
  cancelled: 'sessionCancelled',
} as const satisfies Record<SessionNews, Template>;

/** Says that a live session comes, has moved or does not take place, by the clocks of who reads it. */
export function sessionMail(to: Recipient, facts: SessionFacts, timeZone: string): RenderedMail {
  const locale = to.locale === 'es' ? 'es' : 'en';
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone });
  const when = `${time.format(new Date(facts.startsAt))} (${timeZone.replaceAll('_', ' ')})`;
  return compose(to, sessionTemplates[facts.news], {
    path: `/learn/${facts.courseSlug}/${facts.lessonSlug}`,
    values: { course: facts.courseTitle, lesson: facts.lessonTitle, when },
  });
}

type Template = Exclude<keyof Messages, 'greeting' | 'greetingWithoutName'>;

function compose(
  to: Recipient,
  template: Template,
  options: { path: string; values?: Record<string, string> },
): RenderedMail {
  const locale = to.locale === 'es' ? 'es' : 'en';
  const t = createTranslator({ locale, messages: catalogue[locale] });
  const values = options.values ?? {};
  return renderMail({
    locale,
    subject: t(`${template}.subject`, values),
    greeting: to.name === null ? t('greetingWithoutName') : t('greeting', { name: to.name }),
    paragraphs: t(`${template}.body`, values).split('\n'),
    action: { label: t(`${template}.action`, values), url: `${to.appUrl}/${to.locale}${options.path}` },
    footnote: t(`${template}.footnote`, values),
  });
}
