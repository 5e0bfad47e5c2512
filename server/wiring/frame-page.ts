import 'server-only';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** What may stand in a frame, and what it may do. */
export type Framed = {
  readonly url: string;
  /** The one place that the frame may load from. */
  readonly origin: string;
  readonly title: string;
  /** What a page of another site may do; null for a file, which the browser's own viewer shows. */
  readonly sandbox: string | null;
};

/**
 * Returns a page that holds one frame and nothing else. Our pages let frames load from our own site only, whichever page
 * a reader began with; this one, within them, names the one other place. It runs no scripts.
 */
export function framePage({ url, origin, title, sandbox }: Framed): Response {
  const rights = sandbox === null ? '' : ` sandbox="${escaped(sandbox)}" allow="fullscreen"`;
  // In the page itself: of two policies in the head of an answer Next sends the one of its own configuration only.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; frame-src ${origin}; base-uri 'none'; form-action 'none'`;
  const html = `<!doctype html>
<html><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><title>${escaped(title)}</title>
<style>html,body,iframe{width:100%;height:100%;margin:0;border:0;display:block;overflow:hidden}</style></head>
<body><iframe src="${escaped(url)}" title="${escaped(title)}"${rights} referrerpolicy="strict-origin-when-cross-origin"></iframe></body></html>
`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
