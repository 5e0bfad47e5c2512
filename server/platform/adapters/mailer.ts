import { createTransport } from 'nodemailer';
import { z } from 'zod';

/** A mail as it goes out. `messageId` is derived from what is owed, so that a repetition is recognised by the mailbox. */
export type OutgoingMail = {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends mail; resolves only once the server has taken responsibility for it, else rejects with a {@link MailFailedError}. */
export type Mailer = {
  send(mail: OutgoingMail): Promise<void>;
  /** Resolves when the server answers and accepts us. */
  ping(): Promise<void>;
};

const failure = z.object({
  code: z.string().catch('EUNKNOWN'),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});

/**
 * A mail that was not sent: what the server answered, as its three digits, to which command. What it said is left out
 * together with the cause, because both repeat the reader's address, and errors are logged and kept by others.
 */
export class MailFailedError extends Error {
  readonly code: string;
  readonly responseCode: number | undefined;

  constructor(thrown: unknown) {
    const { code, responseCode, command } = failure.parse(Object(thrown));
    // A command line holds the address as well; its verb does not.
    const verb = command?.split(/[ :<]/)[0];
    super(['mail not sent', code, responseCode, verb].filter((part) => part !== undefined).join(' '));
    this.name = 'MailFailedError';
    this.code = code;
    this.responseCode = responseCode;
  }
}

const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 20_000 } as const;

/** Makes a mailer over SMTP (SES and every other provider speak it). Connects at first use. */
export function createMailer(config: { url: string; from: string }): Mailer {
  const { hostname, port, username, password, protocol } = new URL(config.url);
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port),
    secure: protocol === 'smtps:',
    ...timeouts,
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  });
  return {
    async send({ messageId, to, subject, text, html, headers }) {
      const extra = headers === undefined ? {} : { headers: { ...headers } };
      const mail = { from: config.from, to, subject, text, html, messageId: `<${messageId}>`, ...extra };
      await transport.sendMail(mail).catch((error: unknown) => {
        throw new MailFailedError(error);
      });
    },
    async ping() {
      await transport.verify();
    },
  };
}
