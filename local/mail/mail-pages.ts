import { type Html, html } from '@/local/web/html';
import { type HubLinks, notFoundPage, page, size, time } from '../hub/page';
import type { MailStore, MailSummary } from './mail-store';
import { type MailAttachment, type MailMessage, readMessage } from './read-message';

const pageLimit = 100;
const apiLimit = 200;
const largestApiLimit = 1000;

/**
 * Answers everything under `/mail`: the inbox (`/mail?q=`), a message (`/mail/:id`), its markup, source and attachments,
 * and the same as JSON (`/mail/api/messages?to=&q=&limit=`, `/mail/api/messages/:id`).
 */
export async function mailResponse(store: MailStore, links: HubLinks, url: URL): Promise<Response> {
  const [, , ...path] = url.pathname.replace(/\/$/, '').split('/');
  const [first, ...rest] = path;
  if (first === undefined) return inboxPage(store, links, url.searchParams.get('q') ?? '');
  if (first === 'api') return apiResponse(store, rest, url.searchParams);
  const message = await readMessage(store, first);
  if (message === undefined) return notFoundPage(links);
  return (
    messagePart(message, rest, store) ??
    (rest.length === 0 ? messagePage(links, message) : notFoundPage(links))
  );
}

async function apiResponse(store: MailStore, path: string[], params: URLSearchParams): Promise<Response> {
  const [collection, id] = path;
  if (collection !== 'messages') return Response.json({ error: 'not_found' }, { status: 404 });
  if (id === undefined) return Response.json(store.list(apiQuery(params)));
  const message = await readMessage(store, id);
  if (message === undefined) return Response.json({ error: 'not_found' }, { status: 404 });
  const attachments = message.attachments.map(({ content: _content, ...described }, index) => ({
    ...described,
    path: `/mail/${message.id}/attachments/${index}`,
  }));
  return Response.json({ ...message, attachments });
}

function apiQuery(params: URLSearchParams) {
  const limit = Math.min(Number(params.get('limit') ?? apiLimit) || apiLimit, largestApiLimit);
  const to = params.get('to');
  const search = params.get('q');
  return { limit, ...(to === null ? {} : { to }), ...(search === null ? {} : { search }) };
}

function messagePart(message: MailMessage, path: string[], store: MailStore): Response | undefined {
  const [part, index] = path;
  if (part === 'html') return markupResponse(message);
  if (part === 'source') return new Response(new Uint8Array(store.raw(message.id)), plainText);
  const attachment = part === 'attachments' ? message.attachments[Number(index)] : undefined;
  return attachment === undefined ? undefined : attachmentResponse(attachment);
}

const plainText = { headers: { 'content-type': 'text/plain; charset=utf-8' } };

/** A message is somebody else's markup: it gets no script, no form and no origin, wherever it is opened. */
function markupResponse(message: MailMessage): Response {
  const body = `<!doctype html><meta charset="utf-8"><base target="_blank">${message.html ?? ''}`;
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; font-src data:",
    },
  });
}

function attachmentResponse({ content, contentType, filename }: MailAttachment): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      'x-content-type-options': 'nosniff',
    },
  });
}

function inboxPage(store: MailStore, links: HubLinks, search: string): Response {
  const messages = store.list({ search, limit: pageLimit });
  return page(
    links,
    'Mail',
    html`<p class="soft">Everything the platform sends lands here and goes nowhere else.</p>
<form role="search"><input type="search" name="q" value="${search}" aria-label="Search by person, subject or text" placeholder="Person, subject or text"><button>Search</button></form>
${messages.length === 0 ? emptyInbox(search) : html`<ul class="list">${messages.map(inboxRow)}</ul>`}
${messages.length === pageLimit && html`<p class="soft">These are the newest ${pageLimit}. Search to find older ones.</p>`}`,
  );
}

function emptyInbox(search: string): Html {
  if (search !== '') return html`<p>No message matches “${search}”. <a href="/mail">Show all</a></p>`;
  return html`<p>No mail yet. Sign up in the application, and the confirmation appears here.</p>`;
}

function inboxRow(message: MailSummary): Html {
  return html`<li><a href="/mail/${message.id}">${message.subject || '(no subject)'}</a>
<div>${message.to.join(', ')} <span class="soft">· ${time(new Date(message.receivedAt))}${deliveries(message)}</span></div>
<div class="soft">${message.preview}</div></li>`;
}

function deliveries(message: MailSummary): Html | false {
  return message.deliveries > 1 && html` · delivered ${message.deliveries} times`;
}

function messagePage(links: HubLinks, message: MailMessage): Response {
  return page(
    links,
    message.subject || '(no subject)',
    html`<dl><dt>From</dt><dd>${message.from}</dd><dt>To</dt><dd>${message.to.join(', ')}</dd>
<dt>Received</dt><dd>${time(new Date(message.receivedAt))}${deliveries(message)}</dd></dl>
${message.links.length > 0 && html`<h2>Links</h2><ul class="list">${message.links.map((link) => html`<li><a href="${link}">${link}</a></li>`)}</ul>`}
${message.html !== undefined && html`<iframe title="Message" src="/mail/${message.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`}
${message.attachments.length > 0 && html`<h2>Attachments</h2><ul class="list">${message.attachments.map((attachment, index) => attachmentRow(message.id, attachment, index))}</ul>`}
<details ${message.html === undefined && html`open`}><summary>Plain text</summary><pre>${message.text}</pre></details>
<details><summary>Headers</summary><pre>${message.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre></details>
<p><a href="/mail/${message.id}/source">Source</a> <span class="soft">${size(message.sizeBytes)}</span></p>`,
  );
}

function attachmentRow(id: string, attachment: MailAttachment, index: number): Html {
  return html`<li><a href="/mail/${id}/attachments/${index}">${attachment.filename}</a>
<span class="soft">${attachment.contentType}, ${size(attachment.sizeBytes)}</span></li>`;
}
