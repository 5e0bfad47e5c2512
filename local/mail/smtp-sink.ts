import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Envelope, MailStore } from './mail-store';

/** Larger than the 40 MB Amazon SES takes, so that the sink is never the stricter one. */
const largestMessageBytes = 45_000_000;

/** A running SMTP server. */
export interface SmtpSink {
  /** `smtp://127.0.0.1:port`, as the application's SMTP_URL. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Listens for mail on 127.0.0.1 and accepts all of it into the store, with or without a login; a message is acknowledged
 * only after it is written down. `port` 0 takes any free one.
 */
export async function startSmtpSink(options: { port: number; store: MailStore }): Promise<SmtpSink> {
  const server = new SMTPServer({
    size: largestMessageBytes,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onData: (stream, session, done) => {
      accept(stream, session, options.store).then(
        (reply) => done(null, reply),
        (error: unknown) => done(asError(error)),
      );
    },
  });
  // A client that hangs up mid-sentence is its own business; without a listener it would end the process.
  server.on('error', () => undefined);
  await listen(server, options.port);
  const { port } = boundTo(server);
  return { url: `smtp://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

async function accept(stream: Readable, session: SMTPServerSession, store: MailStore): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    sizeBytes += bytes.length;
    // Read to the end without keeping it: the refusal can only be said after the client has finished.
    if (sizeBytes <= largestMessageBytes) chunks.push(bytes);
  }
  if (sizeBytes > largestMessageBytes) throw new SmtpRefusal(552, 'Message is larger than 45 MB');
  const { id } = await store.add(Buffer.concat(chunks), envelopeOf(session));
  return `Kept as ${id}`;
}

function envelopeOf({ envelope }: SMTPServerSession): Envelope {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
  };
}

class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function boundTo(server: SMTPServer): AddressInfo {
  const address = server.server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The SMTP server is not listening on TCP.');
  return address;
}
