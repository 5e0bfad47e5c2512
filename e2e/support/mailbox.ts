import { expect } from '@playwright/test';
import { z } from 'zod';

const listSchema = z.array(z.object({ id: z.string(), subject: z.string() }));
const messageSchema = z.object({
  subject: z.string(),
  text: z.string().optional(),
  html: z.string().optional(),
});

/** A mail as a person reads it, with the addresses its links lead to. */
export type Mail = { readonly subject: string; readonly text: string; readonly links: readonly string[] };

const linksIn = (text: string): readonly string[] => text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];

/** The mail that the stack under test has sent to one address. */
export class Mailbox {
  /** @param inbox address of the inbox page @param address whose mail it is */
  constructor(
    private readonly inbox: string,
    readonly address: string,
  ) {}

  /** Every mail so far, newest first. */
  async list(): Promise<z.infer<typeof listSchema>> {
    const response = await fetch(`${this.inbox}/api/messages?to=${encodeURIComponent(this.address)}`);
    return listSchema.parse(await response.json());
  }

  /** Waits for a mail whose subject matches, and reads it. Workflows send mail, so it may take some seconds. */
  async waitFor(subject: RegExp): Promise<Mail> {
    let id: string | undefined;
    await expect
      .poll(
        async () => {
          id = (await this.list()).find((mail) => subject.test(mail.subject))?.id;
          return id !== undefined;
        },
        { message: `a mail to ${this.address} about ${subject}`, timeout: 30_000 },
      )
      .toBe(true);
    const response = await fetch(`${this.inbox}/api/messages/${id}`);
    const { subject: found, text = '', html = '' } = messageSchema.parse(await response.json());
    return { subject: found, text, links: linksIn(text === '' ? html : text) };
  }
}
