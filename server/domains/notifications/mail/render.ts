/** A mail before it has a form: plain sentences and at most one thing to do. */
export type MailContent = {
  readonly locale: string;
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly url: string };
  /** Small print: why this mail came and what to do if it was not wanted. */
  readonly footnote: string;
};

/** A mail ready to send, the same in plain text and in HTML. */
export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string };

/** Renders a mail so that it reads well as plain text, in light and dark, without pictures and at any width. */
export function renderMail(content: MailContent): RenderedMail {
  return { subject: content.subject, text: toText(content), html: toHtml(content) };
}

function toText({ greeting, paragraphs, action, footnote }: MailContent): string {
  const blocks = [greeting, ...paragraphs];
  if (action !== undefined) blocks.push(`${action.label}:\n${action.url}`);
  return `${[...blocks, `--\n${footnote}`, 'Lyceum'].join('\n\n')}\n`;
}

function toHtml({ locale, subject, greeting, paragraphs, action, footnote }: MailContent): string {
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  const text = 'margin:0 0 16px;font-size:17px;line-height:26px';
  const body = [greeting, ...paragraphs]
    .map((block) => `<p style="${text}">${escapeHtml(block)}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${escapeHtml(locale)}" dir="${direction}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:32px 16px;background:#f6f5f0;color:#17211d;font-family:Georgia,'Times New Roman',serif">
<table role="presentation" width="100%" style="max-width:560px;margin:0 auto;border-collapse:collapse"><tr><td>
<p style="margin:0 0 32px;font-size:20px;line-height:24px;font-weight:bold">Lyceum</p>
${body}
${action === undefined ? '' : button(action)}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d8d5c9;font-size:14px;line-height:20px;color:#47534d">${escapeHtml(footnote)}</p>
</td></tr></table>
</body>
</html>
`;
}

function button({ label, url }: { label: string; url: string }): string {
  const style =
    'display:inline-block;padding:12px 24px;border-radius:6px;background:#17603f;color:#ffffff;font-size:17px;text-decoration:none';
  return `<p style="margin:8px 0 16px"><a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a></p>
<p style="margin:0 0 16px;font-size:14px;line-height:20px;color:#47534d;word-break:break-all">${escapeHtml(url)}</p>`;
}

/** Escapes text for HTML content and quoted attributes. */
function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? character);
}
