import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { mailResponse } from './mail-pages';
import { type MailStore, openMailStore } from './mail-store';
import { startSmtpSink } from './smtp-sink';

const links = { app: 'http://app.test', workflows: 'http://workflows.test' };
const letter = {
  from: 'Lyceum <hello@lyceum.test>',
  to: 'ada@lyceum.test',
  subject: 'Welcome',
  text: 'Hello Ada',
};

let directory: string;
let store: MailStore;
let send: (mail: SendMailOptions) => Promise<unknown>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'lyceum-mail-'));
  store = openMailStore(directory);
  const sink = await startSmtpSink({ port: 0, store });
  const transport = createTransport({ url: sink.url, pool: true, maxConnections: 5 });
  send = (mail) => transport.sendMail(mail);
  onTestFinished(async () => {
    transport.close();
    await sink.close();
    rmSync(directory, { recursive: true, force: true });
  });
});

function get(path: string): Promise<Response> {
  return mailResponse(store, links, new URL(path, 'http://hub.test'));
}

async function listed(
  query = '',
): Promise<{ id: string; subject: string; deliveries: number; to: string[] }[]> {
  const row = z.object({
    id: z.string(),
    subject: z.string(),
    deliveries: z.number(),
    to: z.array(z.string()),
  });
  return z.array(row).parse(await (await get(`/mail/api/messages${query}`)).json());
}

async function onlyMessage() {
  const [row] = await listed();
  const detail = z.object({
    text: z.string(),
    html: z.string().optional(),
    links: z.array(z.string()),
    attachments: z.array(z.object({ filename: z.string(), sizeBytes: z.number(), path: z.string() })),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
  });
  return detail.parse(await (await get(`/mail/api/messages/${row?.id}`)).json());
}

describe('receiving', () => {
  test('keeps text, markup, links and headers of a message', async () => {
    const html = '<p>Hello <a href="http://app.test/verify?a=1&amp;b=2">verify</a></p>';
    await send({ ...letter, html, headers: { 'X-Entity': 'user-1' } });
    const message = await onlyMessage();
    expect(message.text.trim()).toBe('Hello Ada');
    expect(message.html).toContain('verify</a>');
    expect(message.links).toEqual(['http://app.test/verify?a=1&b=2']);
    expect(message.headers).toContainEqual({ name: 'x-entity', value: 'user-1' });
  });

  test('shows a Message-ID once however often it arrives, and counts the deliveries', async () => {
    const mail = { ...letter, messageId: '<certificate-1@lyceum.test>' };
    await send(mail);
    await Promise.all([send(mail), send(mail)]);
    expect(await listed()).toMatchObject([{ subject: 'Welcome', deliveries: 3 }]);
  });

  test('survives a restart, duplicates included', async () => {
    await send({ ...letter, messageId: '<a@lyceum.test>' });
    store = openMailStore(directory);
    await store.add(Buffer.from('Message-ID: <a@lyceum.test>\r\n\r\nHello'), {
      from: '',
      to: ['ada@lyceum.test'],
    });
    expect(await listed()).toMatchObject([{ subject: 'Welcome', deliveries: 2 }]);
  });

  test('keeps unicode in subject, names, text and attachment names', async () => {
    await send({
      ...letter,
      subject: 'مرحبا، Günaydın 🎓',
      text: 'Ñandú — 学习',
      attachments: [{ filename: 'Zeugnis für Ada.pdf', content: Buffer.from('%PDF-1.7') }],
    });
    expect(await listed()).toMatchObject([{ subject: 'مرحبا، Günaydın 🎓' }]);
    const message = await onlyMessage();
    expect(message.text).toContain('Ñandú — 学习');
    expect(message.attachments).toMatchObject([{ filename: 'Zeugnis für Ada.pdf', sizeBytes: 8 }]);
    const file = await get(message.attachments[0]?.path ?? '');
    expect(await file.text()).toBe('%PDF-1.7');
    expect(file.headers.get('content-disposition')).toContain('attachment');
  });

  test('takes a message of ten megabytes whole', async () => {
    const content = Buffer.alloc(10_000_000, 'lyceum');
    await send({ ...letter, attachments: [{ filename: 'large.bin', content }] });
    const message = await onlyMessage();
    const file = await get(message.attachments[0]?.path ?? '');
    expect(Buffer.from(await file.arrayBuffer()).equals(content)).toBe(true);
  });

  test('loses none of a hundred sent at once, and finds those of one person', async () => {
    const senders = Array.from({ length: 100 }, (_, n) =>
      send({ ...letter, to: `learner-${n}@lyceum.test`, bcc: 'Archive@lyceum.test' }),
    );
    await Promise.all(senders);
    expect(await listed('?limit=1000')).toHaveLength(100);
    expect(await listed('?to=LEARNER-42@lyceum.test')).toHaveLength(1);
    expect(await listed('?to=archive@lyceum.test&limit=7')).toHaveLength(7);
  });
});

describe('the inbox page', () => {
  test('escapes what people write and finds by any word', async () => {
    await send({ ...letter, subject: '<script>alert(1)</script>', text: 'about gardens' });
    await send({ ...letter, subject: 'Another', text: 'about houses' });
    const inbox = await (await get('/mail?q=gardens')).text();
    expect(inbox).toContain('&lt;script&gt;alert(1)');
    expect(inbox).not.toContain('<script>');
    expect(inbox).not.toContain('Another');
  });

  test('never lets the markup of a message run scripts', async () => {
    await send({ ...letter, html: '<script>top.location="/"</script><p>Hi</p>' });
    const [row] = await listed();
    const markup = await get(`/mail/${row?.id}/html`);
    const policy = markup.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox (?!.*allow-scripts)/);
    expect(policy).toContain("default-src 'none'");
    const view = await (await get(`/mail/${row?.id}`)).text();
    expect(view).toMatch(/<iframe[^>]+sandbox="allow-popups/);
  });

  test('answers 404 for a message that does not exist', async () => {
    expect((await get('/mail/../../etc/passwd')).status).toBe(404);
    expect((await get('/mail/unknown')).status).toBe(404);
    expect((await get('/mail/api/messages/unknown')).status).toBe(404);
  });
});
