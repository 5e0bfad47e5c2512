/// <reference path="../.sst/platform/config.d.ts" />

/** What an operator decides for a stage in plain text; the rest is in `secrets.ts`. */
export interface Settings {
  /** Whether people's real data is kept: two of everything, and nothing is deleted by accident. */
  readonly isProduction: boolean;
  /** Name people reach the site by. A stage without one gets an address of CloudFront. */
  readonly domain: string | undefined;
  /** Sender of every mail. */
  readonly mailFrom: string | undefined;
  /** Who is told when an alarm goes off. */
  readonly alarmEmail: string | undefined;
  /** How much is logged; the application's own default when absent. */
  readonly logLevel: string | undefined;
  /** A range API that knows stolen passwords; only our own dictionaries judge when absent. */
  readonly breachedPasswordsUrl: string | undefined;
  /** The public half of the key that signs for private files, in PEM; without it the site hands them out itself. */
  readonly mediaPublicKey: string | undefined;
}

/**
 * Returns the settings of a stage.
 *
 * @throws Error naming what production cannot do without.
 */
export function readSettings(stage: string, source: Readonly<Record<string, string | undefined>>): Settings {
  const isProduction = stage === 'production';
  const domain = source['DEPLOY_DOMAIN'] || undefined;
  const alarmEmail = source['DEPLOY_ALARM_EMAIL'] || undefined;
  if (isProduction && (domain === undefined || alarmEmail === undefined)) {
    throw new Error(
      'Set DEPLOY_DOMAIN and DEPLOY_ALARM_EMAIL to deploy production (see docs/deployment.md).',
    );
  }
  const ownSender = domain === undefined ? undefined : `Lyceum <no-reply@${domain}>`;
  return {
    isProduction,
    domain,
    mailFrom: source['MAIL_FROM'] || ownSender,
    alarmEmail,
    logLevel: source['LOG_LEVEL'] || undefined,
    breachedPasswordsUrl: source['BREACHED_PASSWORDS_URL'] || undefined,
    mediaPublicKey: source['DEPLOY_MEDIA_PUBLIC_KEY']?.replaceAll('\\n', '\n') || undefined,
  };
}
