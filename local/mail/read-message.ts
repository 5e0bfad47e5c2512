import { type ParsedMail, simpleParser } from 'mailparser';
import type { MailStore, MailSummary } from './mail-store';

/** One file a message carries. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly content: Buffer;
}

/** A message taken apart; images it embeds are already inside `html`. */
export interface MailMessage extends MailSummary {
  readonly text: string;
  readonly html: string | undefined;
  /** Headers in the order they arrived. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Every http(s) address in the text and the markup, each once, in order. */
  readonly links: readonly string[];
  readonly attachments: readonly MailAttachment[];
}

/** Reads a message in full; `undefined` when there is none with that id. */
export async function readMessage(store: MailStore, id: string): Promise<MailMessage | undefined> {
  const summary = store.find(id);
  if (summary === undefined) return undefined;
  const mail = await simpleParser(store.raw(id));
  const html = mail.html === false ? undefined : mail.html;
  return {
    ...summary,
    text: mail.text ?? '',
    html,
    headers: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(key.length + 1).trim(),
    })),
    links: linksIn(mail.text ?? '', html ?? ''),
    attachments: mail.attachments.map(attachmentOf),
  };
}

function attachmentOf(attachment: ParsedMail['attachments'][number], index: number): MailAttachment {
  return {
    filename: attachment.filename ?? `attachment-${index + 1}`,
    contentType: attachment.contentType,
    sizeBytes: attachment.size,
    content: attachment.content,
  };
}

function linksIn(text: string, html: string): string[] {
  const hrefs = [...html.matchAll(/href\s*=\s*["']([^"']+)["']/gi)].map(([, href = '']) =>
    unescapeHtml(href),
  );
  const written = [...text.matchAll(/https?:\/\/[^\s<>"'\])]+/g)].map(([link]) =>
    link.replace(/[.,;:!?]+$/, ''),
  );
  return [...new Set([...hrefs, ...written])].filter((link) => /^https?:\/\//i.test(link));
}

function unescapeHtml(attribute: string): string {
  return attribute
    .replace(/&amp;/g, '&')
    .replace(/&#x3d;/gi, '=')
    .replace(/&quot;/g, '"');
}
