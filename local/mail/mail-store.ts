import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { z } from 'zod';

const previewLength = 240;

const mailSummary = z.object({
  id: z.string(),
  messageId: z.string().optional(),
  from: z.string(),
  /** Envelope recipients, in lower case; a blind copy shows here and nowhere else. */
  to: z.array(z.string()),
  subject: z.string(),
  preview: z.string(),
  receivedAt: z.iso.datetime(),
  /** Number within the store, counting up; newer is larger. */
  sequence: z.number().int(),
  /** How often the message was handed in; a second delivery of a Message-ID changes nothing but this number. */
  deliveries: z.number().int(),
  sizeBytes: z.number().int(),
});

/** What a list shows of one message. */
export type MailSummary = z.infer<typeof mailSummary>;

/** Who handed in a message, and to whom, as the SMTP dialogue said. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** Narrows a list of messages; `limit` bounds it, newest first. */
export interface MailQuery {
  readonly to?: string;
  readonly search?: string;
  readonly limit: number;
}

/** Keeps every message in its own two files under one directory; what `add` acknowledged is there after any crash. */
export interface MailStore {
  /** Stores a message and resolves once it is written; one with a known Message-ID only counts as a further delivery. */
  readonly add: (raw: Buffer, envelope: Envelope) => Promise<MailSummary>;
  /** Matching messages, newest first. */
  readonly list: (query: MailQuery) => MailSummary[];
  /** One message by its id, or `undefined`. */
  readonly find: (id: string) => MailSummary | undefined;
  /** The message as it came over the wire. */
  readonly raw: (id: string) => Buffer;
}

/** Opens the store kept under `directory`, creating it when missing. */
export function openMailStore(directory: string): MailStore {
  mkdirSync(directory, { recursive: true });
  const summaries = new Map(readSummaries(directory).map((summary) => [summary.id, summary]));
  let lastSequence = Math.max(0, ...[...summaries.values()].map(({ sequence }) => sequence));

  const keep = (summary: MailSummary): MailSummary => {
    writeWhole(join(directory, `${summary.id}.json`), JSON.stringify(summary));
    summaries.set(summary.id, summary);
    return summary;
  };

  return {
    add: async (raw, envelope) => {
      const draft = await summarise(raw, envelope);
      const known = summaries.get(draft.id);
      if (known !== undefined) return keep(countAgain(known, envelope));
      // The message before its summary: a crash between the two leaves a file nobody lists, never a row without a message.
      writeWhole(join(directory, `${draft.id}.eml`), raw);
      lastSequence += 1;
      return keep({ ...draft, sequence: lastSequence });
    },
    list: ({ to, search, limit }) =>
      [...summaries.values()]
        .filter((summary) => isFor(summary, to) && matches(summary, search))
        .sort((a, b) => b.sequence - a.sequence)
        .slice(0, limit),
    find: (id) => summaries.get(id),
    raw: (id) => readFileSync(join(directory, `${id}.eml`)),
  };
}

function readSummaries(directory: string): MailSummary[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => mailSummary.parse(JSON.parse(readFileSync(join(directory, name), 'utf8'))));
}

async function summarise(raw: Buffer, envelope: Envelope): Promise<MailSummary> {
  const mail = await simpleParser(raw);
  return {
    id: mail.messageId === undefined ? randomUUID() : idOf(mail.messageId),
    messageId: mail.messageId,
    from: mail.from?.text ?? envelope.from,
    to: recipientsOf(envelope),
    subject: mail.subject ?? '',
    preview: (mail.text ?? '').replace(/\s+/g, ' ').trim().slice(0, previewLength),
    receivedAt: new Date().toISOString(),
    sequence: 0,
    deliveries: 1,
    sizeBytes: raw.length,
  };
}

function idOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 24);
}

function recipientsOf(envelope: Envelope): string[] {
  return [...new Set(envelope.to.map((address) => address.toLowerCase()))];
}

function countAgain(known: MailSummary, envelope: Envelope): MailSummary {
  const to = [...new Set([...known.to, ...recipientsOf(envelope)])];
  return { ...known, to, deliveries: known.deliveries + 1 };
}

function isFor(summary: MailSummary, recipient: string | undefined): boolean {
  return recipient === undefined || summary.to.includes(recipient.toLowerCase());
}

function matches(summary: MailSummary, search = ''): boolean {
  const text = [summary.subject, summary.from, ...summary.to, summary.preview].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function writeWhole(file: string, content: string | Buffer): void {
  const draft = `${file}.${randomUUID()}.part`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}
