import { Html, html } from '@/local/web/html';
import type { RouteAnswer } from '../http-server';

const style = new Html(`
:root { color-scheme: light dark; --text: light-dark(#1c2430, #e6e9ee); --soft: light-dark(#5a6575, #a3adba);
  --line: light-dark(#d9dfe6, #333c47); --page: light-dark(#f7f8fa, #14181d); --card: light-dark(#fff, #1c2229);
  --link: light-dark(#0b5c8a, #7cc4ee); --good: light-dark(#1c6b3c, #7fd6a0); --bad: light-dark(#a3222b, #ff9d9f);
  --busy: light-dark(#7a4d00, #f0c274); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
a { color: var(--link); }
header, main { max-width: 68rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; }
header strong { margin-inline-end: auto; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
nav a { padding: .35rem 0; }
nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
main > nav { margin-bottom: .75rem; }
h1 { font-size: 1.4rem; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.list { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .65rem .85rem; }
.row { display: flex; flex-wrap: wrap; gap: .15rem 1rem; align-items: baseline; }
.row > :first-child { font-weight: 600; overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: .9rem; }
.status { font-weight: 600; white-space: nowrap; }
.completed { color: var(--good); } .failed { color: var(--bad); } .cancelled { color: var(--soft); }
.running, .queued, .pending { color: var(--busy); }
pre { margin: .5rem 0 0; padding: .6rem; border: 1px solid var(--line); border-radius: .35rem; font-size: .85rem;
  overflow: auto; max-height: 22rem; white-space: pre-wrap; overflow-wrap: anywhere; }
form { display: inline-block; margin: 0 .5rem .5rem 0; }
button { font: inherit; padding: .45rem 1rem; border-radius: .4rem; border: 1px solid var(--line); cursor: pointer;
  background: var(--card); color: var(--text); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
details > summary { cursor: pointer; padding: .25rem 0; }
`);

const PLACES = [
  { path: '/runs', name: 'Runs' },
  { path: '/events', name: 'Events' },
  { path: '/functions', name: 'Functions' },
] as const;

/** Wraps a page's content into a whole document. */
export function page(title: string, path: string, content: Html): RouteAnswer {
  const places = PLACES.map((place) => {
    const current = path.startsWith(place.path) ? html` aria-current="page"` : null;
    return html`<a href="${place.path}"${current}>${place.name}</a>`;
  });
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Workflows</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header><strong>Workflows</strong><nav aria-label="Sections">${places}</nav></header>
<main><h1>${title}</h1>${content}</main>
</body>
</html>`;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
    body: document.markup,
  };
}

/** Shows a status as a word, coloured. */
export function statusBadge(status: string): Html {
  return html`<span class="status ${status}">${status}</span>`;
}

/** Shows a moment, to the second, in UTC. */
export function moment(at: Date): Html {
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** Shows how long something took. */
export function duration(from: Date, to: Date): string {
  const ms = Math.max(0, to.getTime() - from.getTime());
  if (ms < 1000) return `${ms} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.round(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Shows a value as indented JSON. */
export function jsonBlock(value: unknown): Html {
  return html`<pre>${JSON.stringify(value, null, 2) ?? 'undefined'}</pre>`;
}

/** Shows an error with its stack. */
export function errorBlock(error: { name: string; message: string; stack?: string | undefined }): Html {
  const head = `${error.name}: ${error.message}`;
  const stack = error.stack?.startsWith(head) ? error.stack : [head, error.stack].filter(Boolean).join('\n');
  return html`<pre>${stack}</pre>`;
}
